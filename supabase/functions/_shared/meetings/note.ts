import type { Attendee, Meeting } from "./meeting.ts";
import { mergeAttendees } from "./merge-attendees.ts";
import { composeParts, type NotePart, type Recording } from "./note-parts.ts";

/**
 * What is written on a person in a CRM about one conversation, as data: each CRM renders it in its own dialect and escapes it
 * there. Every string is plain text as it came from outside, except the summaries, which are Markdown.
 */
export interface Note {
  title: string;
  attendees: { name: string | null; email: string | null }[];
  /** One for each recording that adds something, in the order in which they began; at least one. */
  parts: NotePart[];
  /** Ties the note to the conversation: found again in the CRM after an uncertain write. */
  reference: string;
}

/** What the note says, as text: two notes with the same text need no update. */
export const noteText = (note: Note): string => JSON.stringify(note);

/** The reference of a meeting (a UUID of ours) as it stands in its notes: `dbr-` and 16 hex digits. */
export const noteReference = (meetingId: string): string => `dbr-${meetingId.replaceAll("-", "").slice(0, 16)}`;

/** What a note is made of: a meeting, or as much of one as the database keeps. */
export type NoteSource = Recording & Pick<Meeting, "title"> & { attendees: Pick<Attendee, "name" | "email">[] };

/**
 * The one note of a conversation. `id` is the UUID in Debrief of its leading recording, which comes first and gives the title;
 * the others may come in any order.
 */
export const composeNote = (id: string, [leading, ...rest]: readonly [NoteSource, ...NoteSource[]]): Note => {
  const others = rest.toSorted(byText);
  const attendees = [leading, ...others].flatMap((recording) => recording.attendees);
  return {
    title: leading.title,
    attendees: mergeAttendees(attendees.map(({ name, email }) => ({ name, email, isExternal: null }))).map(
      ({ name, email }) => ({ name, email }),
    ),
    parts: composeParts(leading, others),
    reference: noteReference(id),
  };
};

/** Any order will do, as long as it is always the same: then the same recordings make the same text. */
const byText = (one: NoteSource, other: NoteSource): number => (textOf(one) < textOf(other) ? -1 : 1);

const textOf = (source: NoteSource): string => JSON.stringify([source.startedAt, source.recordingUrl, source]);
