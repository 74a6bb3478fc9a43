import * as z from "zod";

/** The title of a meeting that brought none: a delivery that knows one replaces it. */
export const untitledMeeting = "Untitled meeting";

/**
 * One recorded conversation, whatever its source. Made by a source's mapper, which cleans every text (no NUL, no lone
 * surrogate, trimmed, "" becomes null) and keeps only http(s) addresses; from here on it is exact.
 */
export const attendeeSchema = z.strictObject({
  name: z.string().min(1).nullable(),
  /** Lower case, without blanks. */
  email: z.string().min(3).nullable(),
  /** What the source says; null when it says nothing. */
  isExternal: z.boolean().nullable(),
});

export const transcriptSegmentSchema = z.strictObject({
  speaker: z.string().nullable(),
  email: z.string().nullable(),
  text: z.string(),
  /** Seconds from the start of the recording. */
  atSeconds: z.number().nonnegative().nullable(),
});

export const actionItemSchema = z.strictObject({
  description: z.string().min(1),
  assigneeName: z.string().nullable(),
  assigneeEmail: z.string().nullable(),
  completed: z.boolean(),
  /** Opens the recording at the moment it was said. */
  url: z.string().nullable(),
});

export const meetingSchema = z.strictObject({
  source: z.enum(["fathom"]),
  /** The source's own id as text: the same meeting always has the same one. */
  externalId: z.string().min(1),
  title: z.string().min(1),
  /** ISO 8601 in UTC, e.g. 2026-08-20T15:01:30.000Z. */
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  durationSeconds: z.int().nonnegative().nullable(),
  /** When the calendar event was meant to be, whenever it was recorded. */
  scheduledStartAt: z.iso.datetime().nullable(),
  scheduledEndAt: z.iso.datetime().nullable(),
  recordedByName: z.string().nullable(),
  /** Lower case. */
  recordedByEmail: z.string().nullable(),
  recordingUrl: z.string().nullable(),
  shareUrl: z.string().nullable(),
  /** What the share link ends in: the same recording has the same one, under whichever id it came. */
  shareToken: z.string().min(1).nullable(),
  joinUrl: z.string().nullable(),
  /** Markdown, as the source wrote it. */
  summary: z.string().nullable(),
  /** null: not there (yet); []: there is none. */
  transcript: z.array(transcriptSegmentSchema).nullable(),
  actionItems: z.array(actionItemSchema).nullable(),
  /** `actionItems` are some of the meeting's: what is new among them is added to those known. */
  actionItemsAdd: z.boolean(),
  attendees: z.array(attendeeSchema),
});

export type Meeting = z.infer<typeof meetingSchema>;
export type Attendee = z.infer<typeof attendeeSchema>;
export type TranscriptSegment = z.infer<typeof transcriptSegmentSchema>;
export type ActionItem = z.infer<typeof actionItemSchema>;
