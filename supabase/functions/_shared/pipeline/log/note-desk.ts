import type { CrmFailure, CrmProvider, CrmResult } from "../../crm/provider.ts";
import type { Note } from "../../meetings/note.ts";
import { type Result, fail, ok } from "../../platform/result.ts";

/** A write that did not come to a good end. `mayBeWritten`: the note may exist all the same. */
export interface WriteFailure {
  failure: CrmFailure;
  mayBeWritten: boolean;
}

/** Where one meeting's notes are written. Everything is asked and done once a person, however many attendees they are. */
export interface NoteDesk {
  /** Of what the note says, see `attendee_outcomes.note_fingerprint`. */
  fingerprint: string;
  /** The note that an earlier try may have left on the person; null when there is none or no try was begun. */
  find(personId: string): Promise<CrmResult<{ noteId: string } | null>>;
  /** Notes that an earlier try had left: nobody knows whether they say what the meeting says now. */
  adopted(): string[];
  /** The person's note of this meeting: the one that is there, else a new one. Save the intent first. */
  write(personId: string): Promise<Result<{ noteId: string }, WriteFailure>>;
}

export interface NoteDeskOptions {
  crm: CrmProvider;
  note: Note;
  fingerprint: string;
  /** Notes of this meeting whose ids are known. */
  written: { personId: string; noteId: string }[];
  /** Writes that were begun and of whose end nothing is known. Without a person: whoever it is. */
  begun: { personId: string | null; since: Date }[];
  signal: AbortSignal;
}

/**
 * A meeting gets one note a person, even if several of its attendees are that person (somebody invited at two addresses): the
 * first writes, the others share what comes of it, a failure too. Whoever may have a note already is looked at first,
 * whichever attendee's try it was that may have left it.
 */
export const createNoteDesk = (options: NoteDeskOptions): NoteDesk => {
  const { crm, note, fingerprint, written, begun, signal } = options;
  const known = new Map(written.map(({ personId, noteId }) => [personId, { noteId }]));
  const adopted = new Set<string>();
  const finding = new Map<string, Promise<CrmResult<{ noteId: string } | null>>>();
  const writing = new Map<string, Promise<Result<{ noteId: string }, WriteFailure>>>();

  const look = async (personId: string): Promise<CrmResult<{ noteId: string } | null>> => {
    const there = known.get(personId);
    if (there) return ok(there);
    const mine = begun.filter((one) => one.personId === null || one.personId === personId);
    const tries = mine.map(({ since }) => since.getTime());
    if (tries.length === 0) return ok(null);
    const found = await crm.findNote(personId, note.reference, new Date(Math.min(...tries)), signal);
    if (found.data) adopted.add(found.data.noteId);
    return found;
  };

  const write = async (personId: string): Promise<Result<{ noteId: string }, WriteFailure>> => {
    const found = await desk.find(personId);
    if (found.error) return fail({ failure: found.error, mayBeWritten: true });
    if (found.data) return ok(found.data);
    const { data, error } = await crm.writeNote(personId, note, signal);
    return error ? fail({ failure: error, mayBeWritten: error.kind === "uncertain" }) : ok(data);
  };

  const once = <Value>(
    of: Map<string, Promise<Value>>,
    personId: string,
    run: (personId: string) => Promise<Value>,
  ) => {
    const running = of.get(personId) ?? run(personId);
    of.set(personId, running);
    return running;
  };

  const desk: NoteDesk = {
    fingerprint,
    adopted: () => [...adopted],
    find: (personId) => once(finding, personId, look),
    write: (personId) => once(writing, personId, write),
  };
  return desk;
};
