import * as z from "zod";

// v1 takes numbers as text, too; flags go in as 0 or 1 and come out as booleans.
const id = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]).nullish();
const flag = z.literal([0, 1]).transform(Boolean).optional();
const utc = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);

/** What a note's PUT may hold, and its POST. Unknown keys pass: v1 is not strict about them. */
export const noteBodySchema = z.object({
  content: z.string().optional(),
  lead_id: z.uuid().nullish(),
  deal_id: id,
  person_id: id,
  org_id: id,
  project_id: id,
  task_id: id,
  user_id: id,
  add_time: utc.optional(),
  pinned_to_lead_flag: flag,
  pinned_to_deal_flag: flag,
  pinned_to_organization_flag: flag,
  pinned_to_person_flag: flag,
  pinned_to_project_flag: flag,
});

export type NoteBody = z.output<typeof noteBodySchema>;

const numeric = z.coerce.number().int();
const date = z.iso.date();
const flagText = z
  .enum(["0", "1"])
  .transform((text) => text === "1")
  .optional();

export const noteQuerySchema = z.object({
  user_id: numeric.optional(),
  lead_id: z.uuid().optional(),
  deal_id: numeric.optional(),
  person_id: numeric.optional(),
  org_id: numeric.optional(),
  project_id: numeric.optional(),
  task_id: numeric.optional(),
  start: numeric.min(0).default(0),
  limit: numeric.min(1).max(500).default(100),
  sort: z
    .string()
    .regex(/^(id|add_time|update_time|content)( (ASC|DESC))?$/i)
    .default("id ASC"),
  start_date: date.optional(),
  end_date: date.optional(),
  updated_since: z.iso.datetime({ precision: 0 }).optional(),
  pinned_to_lead_flag: flagText,
  pinned_to_deal_flag: flagText,
  pinned_to_organization_flag: flagText,
  pinned_to_person_flag: flagText,
  pinned_to_project_flag: flagText,
});

export type NoteQuery = z.output<typeof noteQuerySchema>;
