import * as z from "zod";
import { outcomeStatusSchema } from "../../meetings/outcome.ts";
import { type Database, type DatabaseFailure, settle } from "../../platform/database.ts";
import { type Result, fail, ok } from "../../platform/result.ts";
import { timeSchema } from "../time-schema.ts";

/** Which lines of the audit trail: with this outcome, processed in this time, with these words or this id in them. */
export const auditFilterSchema = z.object({
  outcome: outcomeStatusSchema.optional(),
  from: timeSchema.optional(),
  before: timeSchema.optional(),
  q: z.string().trim().min(1).max(200, "is too long").optional(),
});

export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** What is exported, in this order: first the columns that queries rely on, then what else helps. */
export const auditColumns = [
  "processed_at",
  "meeting_title",
  "meeting_external_id",
  "attendee_name",
  "attendee_email",
  "outcome",
  "crm_person_id",
  "crm_note_id",
  "webhook_event_id",
  "error",
  "reason",
  "meeting_started_at",
  "meeting_id",
] as const;

export type AuditLine = Record<(typeof auditColumns)[number], string | null>;

/** The line after which a page begins. */
export interface Place {
  at: string;
  id: string;
}

export interface AuditPage {
  lines: AuditLine[];
  /** Null when nothing came: then it was the end. A page may be shorter than asked for, by a limit of the server. */
  next: Place | null;
}

const linesPerPage = 1000;
const pageTimeoutMs = 30_000;

/**
 * A page of the trail as its reader may see it, oldest first: a line that changes meanwhile moves ahead of where one reads, so
 * that none is missed.
 */
export const readAuditPage = async (
  asUser: Database,
  workspaceId: string,
  { outcome, from, before, q }: AuditFilter,
  after: Place | null,
): Promise<Result<AuditPage, DatabaseFailure>> => {
  const { data, error } = await settle(
    asUser
      .rpc("audit_page", {
        workspace: workspaceId,
        ...(outcome && { with_status: outcome }),
        ...(from && { processed_from: from }),
        ...(before && { processed_before: before }),
        ...(q && { words: q }),
        ...(after && { after_at: after.at, after_id: after.id }),
        oldest_first: true,
        most: linesPerPage,
      })
      .abortSignal(AbortSignal.timeout(pageTimeoutMs)),
  );
  if (error) return fail(error);
  const lines = data ?? [];
  const last = lines.at(-1);
  return ok({ lines, next: last ? { at: last.processed_at, id: last.attendee_outcome_id } : null });
};
