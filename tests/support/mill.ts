import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { type ClaimedJob, claim, meetingJson, receive } from "./seed.ts";

/** An attendee who waits, with an address of their own unless it is given. */
export const waitingAttendee = (name = "ben", email = `${name}-${randomUUID()}@example.org`) => ({
  name,
  email,
  isExternal: true,
  status: "pending",
  reason: null,
});

export type StoredMeeting = ReturnType<typeof meetingJson>;

/** How a log job ends: each attendee who waits gets this outcome, or the CRM is away. */
export type LogEnd = "note_added" | "not_found" | "failed" | "retry" | "dead";

const ended = (sql: postgres.ISql, job: ClaimedJob, end: LogEnd) => {
  const mine = [job.id, job.lease_token] as const;
  switch (end) {
    case "retry":
      return sql`select public.retry_job(${mine[0]}, ${mine[1]}, 3600000, 'The CRM is away.')`;
    case "dead":
      return sql`select public.bury_job(${mine[0]}, ${mine[1]}, 'The CRM is away.')`;
    default:
      return sql`select public.finish_job(${mine[0]}, ${mine[1]})`;
  }
};

/**
 * The worker's side of the database without CRM and functions: stores what events bring (`meetingsOf` a delivery, by its id) and
 * ends log jobs as `endOf` says.
 */
export const createMill = (sql: postgres.Sql, integration: string) => {
  const meetingsOf = new Map<string, StoredMeeting[]>();

  const runLog = async (job: ClaimedJob, end: LogEnd): Promise<void> => {
    const waiting = await sql<{ id: string }[]>`
      select o.id from public.attendee_outcomes o
      where o.meeting_id = any (private.recordings_of(${job.meeting_id ?? ""})) and o.status = 'pending'`;
    if (end === "note_added" || end === "not_found" || end === "failed") {
      const outcomes = waiting.map(({ id }) => ({
        id,
        status: end,
        reason: end === "failed" ? "crm_rejected" : end === "not_found" ? "no_person" : "person_found",
        intent: "clear",
        countsAsAttempt: false,
        ...(end === "note_added" ? { personId: "1", noteId: randomUUID() } : {}),
      }));
      const saved = JSON.stringify({ account: "acme", outcomes, foundPeople: [], forgottenPeople: [] });
      await sql`select public.save_outcomes(${job.id}, ${job.lease_token}, ${saved}::text::jsonb)`;
    }
    await ended(sql, job, end);
  };

  const runStore = async (job: ClaimedJob): Promise<void> => {
    const [event] = await sql<{ delivery_id: string }[]>`
      select delivery_id from public.webhook_events where id = ${job.event_id}`;
    const meetings = meetingsOf.get(event?.delivery_id ?? "");
    await (meetings
      ? sql`select public.store_meetings(${job.id}, ${job.lease_token}, ${JSON.stringify({ meetings })}::text::jsonb)`
      : sql`select public.mark_unreadable(${job.id}, ${job.lease_token}, 'unknown_shape: Nobody knows this shape.')`);
  };

  return {
    /** A delivery that brings these meetings; one without any cannot be read. */
    deliver: async (...meetings: StoredMeeting[]): Promise<{ eventId: string; delivery: string }> => {
      const delivery = `msg_${randomUUID()}`;
      if (meetings.length > 0) meetingsOf.set(delivery, meetings);
      return { ...(await receive(sql, integration, delivery)), delivery };
    },
    /** From now on a delivery reads so. */
    reads: (delivery: string, ...meetings: StoredMeeting[]) => void meetingsOf.set(delivery, meetings),
    /** Claims some jobs and does them; returns how many. */
    turn: async (endOf: (job: ClaimedJob) => LogEnd, count = 4): Promise<number> => {
      const jobs = await claim(sql, count);
      await Promise.all(jobs.map((job) => (job.kind === "store" ? runStore(job) : runLog(job, endOf(job)))));
      return jobs.length;
    },
    /** Until nothing is due. */
    drain: async (end: LogEnd): Promise<void> => {
      for (;;) {
        const jobs = await claim(sql, 10);
        if (jobs.length === 0) return;
        for (const job of jobs) await (job.kind === "store" ? runStore(job) : runLog(job, end));
      }
    },
  };
};

export type Mill = ReturnType<typeof createMill>;

export const newMeeting = (more: Record<string, unknown> = {}): StoredMeeting =>
  meetingJson(randomUUID(), { attendees: [waitingAttendee("ben"), waitingAttendee("cleo")], ...more });
