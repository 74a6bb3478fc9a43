import type { ActionItem, Attendee, TranscriptSegment } from "../../meetings/meeting.ts";

/** What a format's mapper read of one meeting, every text clean and every moment ISO 8601; null where it says nothing. */
export interface MeetingDraft {
  /** Fathom's id of the recording, which its API knows. */
  recordingId: string | null;
  /** The older formats' own id, of a kind that nobody has confirmed. */
  olderId: string | null;
  /** Fathom's title, and the calendar event's. */
  title: string | null;
  calendarTitle: string | null;
  recordingStart: string | null;
  recordingEnd: string | null;
  scheduledStart: string | null;
  scheduledEnd: string | null;
  /** The day of the recording as it was written, where nothing says the year: "May 11". */
  day: string | null;
  /** How long it took, and how long it was meant to take, where the format says it outright. */
  recordedSeconds: number | null;
  scheduledSeconds: number | null;
  recorder: { name: string | null; email: string | null };
  recordingUrl: string | null;
  shareUrl: string | null;
  /** The share link's token where the format says it outright. */
  shareId: string | null;
  joinUrl: string | null;
  summary: string | null;
  transcript: TranscriptSegment[] | null;
  actionItems: ActionItem[] | null;
  /** They are some of the meeting's, not all. */
  actionItemsAdd: boolean;
  attendees: Attendee[];
  /** The format says that it is a part of a meeting: then the share token alone makes it one. */
  isPart: boolean;
}
