import * as z from "zod/mini";
import { daySchema } from "@/filters/days.ts";
import { pagesSchema, wordsSchema } from "@/filters/words.ts";

export const MAX_PAGES = 40;

const optional = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.optional(schema), undefined);

/** What the inbox shows, as its address says it. Without `state`: what needs attention when there is any, else all. */
export const inboxSchema = z.object({
  state: optional(
    z.enum(["attention", "all", "dead", "unreadable", "retrying", "processing", "received", "processed"]),
  ),
  origin: optional(z.enum(["webhook", "sweep", "import"])),
  /** A Fathom account. */
  account: optional(z.uuid()),
  from: daySchema,
  to: daySchema,
  /** The id that the sender gave a delivery. */
  delivery: wordsSchema,
  page: pagesSchema(MAX_PAGES),
  /** The delivery that is opened. */
  event: optional(z.uuid()),
});

export type InboxSearch = z.output<typeof inboxSchema>;
export type InboxView = NonNullable<InboxSearch["state"]>;
export type InboxFilter = Pick<InboxSearch, "origin" | "account" | "from" | "to" | "delivery">;
