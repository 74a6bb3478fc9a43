import * as z from "zod";

// Lenient on purpose: Pipedrive's own examples hold keys that its specification lacks, and null and missing are the same.

const idSchema = z.union([z.int().nonnegative(), z.string().regex(/^\d{1,19}$/)]).transform(String);

/** A text, or null where there is none or something else. */
const textSchema = z.string().nullable().catch(null);

// Strings in a search result, objects everywhere else in v2.
const emailSchema = z.union([z.string(), z.object({ value: z.string() }).transform(({ value }) => value)]).catch("");

/** What all answers have in common. There are three shapes of errors: this is what can be relied on. */
export const envelopeSchema = z.object({
  success: z.boolean().nullish().catch(null),
  error: textSchema.optional(),
  code: textSchema.optional(),
  errorCode: z.number().nullish().catch(null),
});

export const searchPageSchema = z.object({
  data: z.object({
    items: z.array(
      z.object({
        item: z.object({
          id: idSchema,
          name: textSchema.optional(),
          emails: z.array(emailSchema).nullish(),
          organization: z.object({ name: textSchema.optional() }).nullish().catch(null),
        }),
      }),
    ),
  }),
  additional_data: z.object({ next_cursor: textSchema.optional() }).nullish(),
});

export const personSchema = z.object({
  data: z.object({
    id: idSchema,
    name: textSchema.optional(),
    // Kept for a while after it was deleted, and then still read.
    is_deleted: z.boolean().optional().catch(false),
  }),
});

export const noteSavedSchema = z.object({ data: z.object({ id: idSchema }) });

export const notesPageSchema = z.object({
  data: z.array(z.object({ id: idSchema, content: textSchema.optional(), add_time: textSchema.optional() })).nullish(),
  additional_data: z
    .object({ pagination: z.object({ more_items_in_collection: z.boolean().nullish() }).nullish() })
    .nullish(),
});

export const meSchema = z.object({
  data: z.object({ name: textSchema.optional(), company_name: textSchema.optional(), company_domain: z.string() }),
});

export type SearchPage = z.infer<typeof searchPageSchema>;
export type Person = z.infer<typeof personSchema>;
export type NotesPage = z.infer<typeof notesPageSchema>;
export type Me = z.infer<typeof meSchema>;
