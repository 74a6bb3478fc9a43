import * as z from "zod/mini";
import { daySchema } from "@/filters/days.ts";
import { pagesSchema, wordsSchema } from "@/filters/words.ts";

export const MAX_PAGES = 40;

const STATUSES = ["note_added", "not_found", "ambiguous", "failed", "dry_run", "pending", "skipped_internal"] as const;

/** What of the audit trail is shown, as its address says it. */
export const auditSchema = z.object({
  outcome: z.catch(z.optional(z.enum(STATUSES)), undefined),
  from: daySchema,
  to: daySchema,
  /** Words of title, name or address, or the id of a person or a meeting. */
  q: wordsSchema,
  page: pagesSchema(MAX_PAGES),
});

export type AuditSearch = z.output<typeof auditSchema>;
export type AuditFilter = Pick<AuditSearch, "outcome" | "from" | "to" | "q">;
