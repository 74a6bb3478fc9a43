import * as z from "zod";
import { email, name } from "../wire-leaves.ts";

// The envelopes alone are strict: what stands in them is read by whoever knows what it is.

/** The end of a list has been seen as null, as "" and as a missing key. */
const cursor = z
  .string()
  .nullable()
  .catch(null)
  .transform((value) => (value === "" ? null : value));

/** A page of any list. */
export const pageSchema = z
  .object({ items: z.array(z.unknown()), next_cursor: cursor.optional() })
  .transform(({ items, next_cursor }) => ({ items, nextCursor: next_cursor ?? null }));

const keyMustBeThere = (key: string) =>
  z
    .record(z.string(), z.unknown())
    .refine((answer) => key in answer)
    .transform((answer) => answer[key] ?? null);

export const summarySchema = keyMustBeThere("summary");
export const transcriptSchema = keyMustBeThere("transcript");

export const teamMemberSchema = z.object({ name, email: email.pipe(z.string()) });

/** Opaque, whatever it begins with; it is put into a path when the webhook is deleted, so it must not lead elsewhere. */
const webhookId = z
  .union([z.string(), z.int().transform(String)])
  .pipe(z.string().regex(/^(?!\.{1,2}$)[\w.:~-]{1,200}$/));

export const createdWebhookSchema = z.object({ id: webhookId, secret: z.string().min(1).max(500) });
