import * as z from "zod";
import { actionItemSchema } from "../../meetings/meeting.ts";

const outcomeSchema = z.object({
  id: z.uuid(),
  /** The recording it is an attendee of. */
  meetingId: z.uuid(),
  email: z.string().nullable(),
  attempts: z.int(),
  /** The person found by an earlier try. */
  personId: z.string().nullable(),
  /** When a note began to be written by an earlier try: it may exist. */
  writeStartedAt: z.coerce.date().nullable(),
  /** Whom the address is known to be: from an earlier meeting, or because a person chose. */
  knownPersonId: z.string().nullable(),
  knownPersonName: z.string().nullable(),
  isHumanChoice: z.boolean(),
});

export const connectionSchema = z.object({
  id: z.uuid(),
  provider: z.enum(["pipedrive"]),
  account: z.string(),
  status: z.enum(["active", "broken"]),
  sealedToken: z.string(),
  /** The database knows already, of this minute, that it works. */
  saysItWorks: z.boolean(),
});

/** A recording as the note needs it. */
export const recordingSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  startedAt: z.string().nullable(),
  durationSeconds: z.int().nullable(),
  summary: z.string().nullable(),
  actionItems: z.array(actionItemSchema).nullable(),
  recordingUrl: z.string().nullable(),
  shareUrl: z.string().nullable(),
  attendees: z.array(z.object({ name: z.string().nullable(), email: z.string().nullable() })),
});

/** What `load_log_work` returns: a conversation, how its workspace logs, and the attendees that still wait. */
export const logWorkSchema = z.object({
  /** The leading one first. */
  recordings: z.tuple([recordingSchema], recordingSchema),
  dryRun: z.boolean(),
  /** Imported, and by the wish of whoever did it not written. */
  notesWithheld: z.boolean(),
  connection: connectionSchema.nullable(),
  outcomes: z.array(outcomeSchema),
  /** Notes of this conversation whose ids are known. */
  written: z.array(z.object({ personId: z.string(), noteId: z.string(), fingerprint: z.string().nullable() })),
  /** Writes of this conversation that were begun and of whose end nothing is known; on anybody, after a backup was restored. */
  begun: z.array(z.object({ personId: z.string().nullable(), since: z.coerce.date() })),
});

export type WaitingOutcome = z.infer<typeof outcomeSchema>;
export type CrmConnection = z.infer<typeof connectionSchema>;
export type Recording = z.infer<typeof recordingSchema>;
