import * as z from "zod";

/** A date or a time as somebody types it; a date begins at midnight UTC. Comes out as ISO 8601. */
export const moment = z
  .string()
  .transform((text) => new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text))
  .refine((date) => !Number.isNaN(date.getTime()), "is no date such as 2026-11-01")
  .transform((date) => date.toISOString());
