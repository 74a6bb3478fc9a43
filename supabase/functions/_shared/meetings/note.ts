import type { ActionItem, Attendee, Meeting } from "./meeting.ts";

/**
 * What is written on a person in a CRM, as data: each CRM renders it in its own dialect and escapes it there.
 * Every string is plain text as it came from outside, except `summary`, which is Markdown.
 */
export interface Note {
  title: string;
  startedAt: string | null;
  durationSeconds: number | null;
  attendees: { name: string | null; email: string | null }[];
  summary: string | null;
  actionItems: Pick<ActionItem, "description" | "assigneeName" | "completed">[];
  recordingUrl: string | null;
  /** Ties the note to the meeting: found again in the CRM after an uncertain write. */
  reference: string;
}

/** What the note says, as text: two notes with the same text need no update. */
export const noteText = (note: Note): string => JSON.stringify(note);

/** The reference of a meeting (a UUID of ours) as it stands in its notes: `dbr-` and 16 hex digits. */
export const noteReference = (meetingId: string): string => `dbr-${meetingId.replaceAll("-", "").slice(0, 16)}`;

/** What a note is made of: a meeting, or as much of one as the database keeps. */
export type NoteSource = Pick<
  Meeting,
  "title" | "startedAt" | "durationSeconds" | "summary" | "actionItems" | "recordingUrl" | "shareUrl"
> & { attendees: Pick<Attendee, "name" | "email">[] };

/** What of a meeting goes into its note. `id` is the meeting's UUID in Debrief. */
export const composeNote = (id: string, meeting: NoteSource): Note => ({
  title: meeting.title,
  startedAt: meeting.startedAt,
  durationSeconds: meeting.durationSeconds,
  attendees: meeting.attendees.map(({ name, email }) => ({ name, email })),
  summary: meeting.summary,
  actionItems: (meeting.actionItems ?? []).map(({ description, assigneeName, completed }) => ({
    description,
    assigneeName,
    completed,
  })),
  recordingUrl: meeting.shareUrl ?? meeting.recordingUrl,
  reference: noteReference(id),
});
