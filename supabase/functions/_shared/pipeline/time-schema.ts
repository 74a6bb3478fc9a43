import * as z from "zod";

/** A time that Postgres understands as well. */
export const timeSchema = z.iso
  .datetime({ offset: true, error: "must be a time such as 2026-11-21T09:00:00Z" })
  .regex(/^(?:19|20)\d\d-.*(?:Z|[+-](?:0\d|1[0-4]):\d\d)$/, "is no time of these centuries");
