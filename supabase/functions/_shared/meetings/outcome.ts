import * as z from "zod";
import { internalReason, type InternalContext, type InternalReason } from "./internal.ts";
import type { Attendee } from "./meeting.ts";

/**
 * What became of one attendee of one meeting in one CRM.
 * - `pending`: not decided yet. `note_added`: the note is on the person.
 * - `not_found`: the CRM knows nobody with this address, or there is no address. `ambiguous`: it knows several.
 * - `skipped_internal`: one of ours. `dry_run`: found, and by the workspace's wish not written.
 * - `failed`: the CRM refused, or all tries are used up.
 */
export const outcomeStatusSchema = z.enum([
  "pending",
  "note_added",
  "not_found",
  "skipped_internal",
  "ambiguous",
  "dry_run",
  "failed",
]);

export type OutcomeStatus = z.infer<typeof outcomeStatusSchema>;

/** The outcome of an attendee that has just been stored: what is known without asking a CRM. */
export type InitialOutcome =
  | { status: "skipped_internal"; reason: InternalReason }
  | { status: "not_found"; reason: "no_email" }
  | { status: "pending"; reason: null };

/** An internal attendee is skipped, one without an e-mail cannot be found, everybody else is looked up. */
export const initialOutcome = (attendee: Attendee, context: InternalContext): InitialOutcome => {
  const reason = internalReason(attendee, context);
  if (reason !== null) return { status: "skipped_internal", reason };
  return attendee.email === null ? { status: "not_found", reason: "no_email" } : { status: "pending", reason: null };
};
