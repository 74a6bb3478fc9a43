import { randomUUID } from "node:crypto";
import type postgres from "postgres";

/** An integration of the user, with a signing secret that is not really sealed: the database does not look inside. */
export const addIntegration = async (
  sql: postgres.Sql,
  owner: { userId: string; workspaceId: string },
  email: string,
): Promise<string> => {
  const id = randomUUID();
  await sql`select public.connect_fathom(${owner.workspaceId}, ${owner.userId}, ${email}, ${id}, ${`sealed-${id}`}, 'k1')`;
  return id;
};

export const receive = async (
  sql: postgres.Sql,
  integrationId: string,
  deliveryId: string,
  body: string = '{"title":"x"}',
): Promise<{ eventId: string; isDuplicate: boolean }> => {
  const [row] = await sql<{ event_id: string; is_duplicate: boolean }[]>`
    select * from public.receive_webhook('fathom', ${deliveryId}, ${integrationId}, 'signature', '{}', ${body}, ${body.length})`;
  return { eventId: row?.event_id ?? "", isDuplicate: row?.is_duplicate ?? false };
};

export interface ClaimedJob {
  id: string;
  kind: string;
  event_id: string | null;
  meeting_id: string | null;
  attempts: number;
  claims: number;
  lease_token: string;
}

export const claim = (sql: postgres.Sql, count: number, leaseSeconds = 60): Promise<ClaimedJob[]> =>
  sql<ClaimedJob[]>`select * from public.claim_jobs(${count}, ${leaseSeconds})`;

export const meetingJson = (externalId: string, more: Record<string, unknown> = {}) => ({
  externalId,
  title: `Meeting ${externalId}`,
  startedAt: "2026-11-20T10:00:00.000Z",
  endedAt: null,
  durationSeconds: 1800,
  scheduledStartAt: null,
  scheduledEndAt: null,
  recordedByName: "Ana Host",
  recordedByEmail: "ana.host@example.com",
  recordingUrl: null,
  shareUrl: null,
  joinUrl: null,
  summary: null,
  transcript: null,
  actionItems: null,
  attendees: [
    { name: "Ben Buyer", email: "ben.buyer@example.org", isExternal: true, status: "pending", reason: null },
    {
      name: "Ana Host",
      email: "ana.host@example.com",
      isExternal: false,
      status: "skipped_internal",
      reason: "recorder",
    },
  ],
  ...more,
});

/** Receives, claims and stores one meeting; returns its id and the event's. */
export const storeMeeting = async (
  sql: postgres.Sql,
  integrationId: string,
  meeting: ReturnType<typeof meetingJson>,
): Promise<{ meetingId: string; eventId: string }> => {
  const { eventId } = await receive(sql, integrationId, `msg_${randomUUID()}`);
  const [job] = await sql<{ id: string; lease_token: string }[]>`
    update private.jobs set state = 'running', lease_token = gen_random_uuid(), leased_until = now() + interval '1 minute'
    where event_id = ${eventId} and kind = 'store' returning id, lease_token`;
  await sql`select public.store_meetings(${job?.id ?? ""}, ${job?.lease_token ?? ""}, ${sql.json({ meetings: [meeting] } as never)})`;
  const [row] = await sql<{ id: string }[]>`select id from public.meetings where external_id = ${meeting.externalId}`;
  return { meetingId: row?.id ?? "", eventId };
};
