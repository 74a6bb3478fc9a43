import { sanitise } from "../../../local/simulators/pipedrive/sanitise.ts";
import { renderNote } from "../../../supabase/functions/_shared/crm/pipedrive/render-note.ts";
import { composeNote } from "../../../supabase/functions/_shared/meetings/note.ts";
import type { Books } from "../world/books.ts";
import type { World } from "../world/world.ts";

/** At most one note a conversation and person was ever made. Of who was erased nothing is known any more, not even that. */
export const notesTwice = ({ crm, had }: World): string[] => {
  const remembered = crm.created.filter(({ personId }) => !had.erased.has(personId));
  const made = Map.groupBy(remembered, ({ reference, personId }) => `${reference} on person ${personId}`);
  return [...made].flatMap(([what, notes]) =>
    notes.length > 1 ? [`written twice: ${what}, notes ${notes.map(({ id }) => id).join(", ")}`] : [],
  );
};

/** The notes that are still there say what is known now. */
export const notesStale = ({ crm }: World, { outcomes, conversations }: Books): string[] => {
  const notes = new Map(crm.notes().map((note) => [note.id, note]));
  return conversations.flatMap(({ leader, recordings }) => {
    const expected = sanitise(renderNote(composeNote(leader, recordings)));
    const ids = new Set(outcomes.flatMap((outcome) => (outcome.leader === leader ? (outcome.noteId ?? []) : [])));
    return [...ids].flatMap((id) => {
      const note = notes.get(id);
      const isStale = note !== undefined && note.content !== expected;
      return isStale ? [`note ${id} on person ${note.personId} says what was known before`] : [];
    });
  });
};

/** Every note is known to some attendee. Where two persons became one, a note may have moved on before it was known. */
export const notesUnknown = ({ crm, had }: World, { outcomes }: Books): string[] => {
  const known = new Set(outcomes.map(({ noteId }) => noteId));
  if (had.merge) return [];
  return crm.created.flatMap(({ id, personId }) =>
    known.has(id) || had.erased.has(personId) ? [] : [`nobody knows of note ${id} on person ${personId}`],
  );
};

/** The notes of who was erased are gone, if somebody wished it and the CRM did not refuse. */
export const notesLeft = ({ crm, had }: World, { erasures }: Books): string[] => {
  const unfinished = erasures.filter(
    ({ isFinished, toDelete, deleted, failed }) => !isFinished || deleted + failed < toDelete,
  );
  const left = erasures.some(({ failed }) => failed > 0) ? [] : crm.notes().filter(({ id }) => had.doomedNotes.has(id));
  return [
    ...unfinished.map(({ deleted, toDelete }) => `an erasure has deleted ${deleted} of ${toDelete} notes`),
    ...left.map(({ id }) => `note ${id} was not deleted`),
  ];
};
