import * as z from "zod/mini";

const text = z.nullable(z.string());

/** What `POST /erasures` answers. */
export const erasedSchema = z.object({
  erasureId: z.string(),
  meetings: z.number(),
  attendees: z.number(),
  deliveries: z.number(),
  /** The notes about the person in the CRM. `noteId` null: one may have been written, whether is not known. */
  notes: z.array(z.object({ account: text, personId: text, noteId: text })),
});

/** That, and whether the notes are being deleted. */
export type Erased = z.output<typeof erasedSchema> & { deleteNotes: boolean };
