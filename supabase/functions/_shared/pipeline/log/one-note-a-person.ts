import type { CrmResult } from "../../crm/provider.ts";

type Written = CrmResult<{ noteId: string }>;

/**
 * Sees to it that a meeting gets one note a person, however many of its attendees turn out to be that person (somebody
 * invited at two addresses): the first writes, the others share. A write that failed may be tried again.
 */
export const createOneNoteAPerson = (written: { personId: string; noteId: string }[]) => {
  const notes = new Map<string, Promise<Written>>(
    written.map(({ personId, noteId }) => [personId, Promise.resolve({ data: { noteId }, error: null })]),
  );
  return async (personId: string, write: () => Promise<Written>): Promise<Written> => {
    const known = notes.get(personId);
    if (known) return known;
    const writing = write();
    notes.set(personId, writing);
    const result = await writing.catch((error: unknown) => {
      notes.delete(personId);
      throw error;
    });
    if (result.error) notes.delete(personId);
    return result;
  };
};

export type OneNoteAPerson = ReturnType<typeof createOneNoteAPerson>;
