import * as z from "zod";

const fieldNames = ["custom_fields", "email", "notes", "phone", "name"];

const cursorSchema = z.string().transform((text, context) => {
  const after = Number(/^after:(\d+)$/.exec(Buffer.from(text, "base64url").toString())?.[1] ?? Number.NaN);
  if (!Number.isNaN(after)) return after;
  context.addIssue("Invalid cursor");
  return z.NEVER;
});

const flag = z.enum(["true", "false"]).transform((text) => text === "true");

/** The query of a v2 person search, as strictly as v2 reads queries. */
export const searchQuerySchema = z
  .strictObject({
    term: z.string(),
    fields: z
      .string()
      .default(fieldNames.join(","))
      .transform((list) => list.split(","))
      .refine((list) => list.every((name) => fieldNames.includes(name)), "Unknown field"),
    exact_match: flag.default(false),
    organization_id: z.coerce.number().int().optional(),
    include_fields: z.literal("person.picture").optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    cursor: cursorSchema.optional(),
  })
  .refine(({ term, exact_match }) => term.length >= (exact_match ? 1 : 2), {
    path: ["term"],
    message: "Search term must be at least 2 characters long, or 1 with exact_match",
  });

export type SearchQuery = z.output<typeof searchQuerySchema>;

/** Opaque to the caller: the last id that was given. */
export const toCursor = (id: number): string => Buffer.from(`after:${id}`).toString("base64url");
