import * as z from "zod";
import { conversationKeys } from "../../meetings/conversation.ts";
import { type Meeting, attendeeSchema } from "../../meetings/meeting.ts";
import { initialOutcome } from "../../meetings/outcome.ts";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { sha256 } from "../../platform/hash.ts";
import { readDelivery } from "../../sources/fathom/read-delivery.ts";
import type { Job, JobEnd } from "../queue/jobs.ts";

const eventSchema = z.object({
  eventId: z.uuid(),
  /** Its content is gone. */
  isErased: z.boolean(),
  payload: z.unknown(),
  payloadText: z.string().nullable(),
  internalDomains: z.array(z.string()),
  teamEmails: z.array(z.string()),
});

type Event = z.infer<typeof eventSchema>;

const withOutcomes = async (meeting: Meeting, { internalDomains, teamEmails }: Event) => ({
  ...meeting,
  ...(await conversationKeys(meeting, sha256)),
  attendees: meeting.attendees.map((attendee) => ({
    ...attendeeSchema.parse(attendee),
    ...initialOutcome(attendee, {
      internalDomains,
      recorderEmail: meeting.recordedByEmail,
      memberEmails: teamEmails,
    }),
  })),
});

/**
 * The store step: what a delivery says becomes meetings and attendees, in one transaction that also ends the job. A delivery
 * nobody can read is kept as `unreadable`. @throws DatabaseError
 */
export const storeEvent = async (database: Database, job: Job): Promise<JobEnd> => {
  const mine = { job: job.id, lease: job.leaseToken };
  const loaded = await settleOrThrow(database.rpc("load_event", mine));
  // The lease was lost, or the workspace is gone.
  if (!loaded) return { end: "lost" };
  const event = eventSchema.parse(loaded);
  if (event.isErased) return { end: "done" };
  const payload: unknown = event.payload ?? JSON.parse(event.payloadText ?? "null");
  const { data, error } = readDelivery(payload);
  if (error) {
    const failure = `${error.code}: ${error.message}`;
    const kept = await settleOrThrow(database.rpc("mark_unreadable", { ...mine, failure }));
    return { end: kept === true ? "ended" : "lost" };
  }
  const stored = { meetings: await Promise.all(data.meetings.map((meeting) => withOutcomes(meeting, event))) };
  const kept = await settleOrThrow(database.rpc("store_meetings", { ...mine, stored }));
  return { end: kept === true ? "ended" : "lost" };
};
