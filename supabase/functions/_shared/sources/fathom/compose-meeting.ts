import { type Meeting, untitledMeeting } from "../../meetings/meeting.ts";
import { secondsBetween } from "../../meetings/clean-time.ts";
import { mergeAttendees } from "../../meetings/merge-attendees.ts";
import { externalIdOf } from "./external-id.ts";
import type { MeetingDraft } from "./meeting-draft.ts";
import { shareTokenOf } from "./share-token.ts";

/** Fathom calls an unscheduled recording "Impromptu … Meeting": then the calendar event, if any, knows better. */
const chooseTitle = ({ title, calendarTitle }: MeetingDraft): string => {
  const saysLittle = title === null || /^impromptu/i.test(title);
  return (saysLittle ? (calendarTitle ?? title) : title) ?? untitledMeeting;
};

/** Something that names the meeting, and something more that only a meeting has: `{"title":"x"}` is none. */
const isMeeting = (draft: MeetingDraft): boolean => {
  if (draft.isPart) return true;
  const named = [
    draft.title ?? draft.calendarTitle,
    draft.recordingUrl,
    draft.shareUrl ?? draft.shareId,
    draft.recordingId,
  ];
  const further = [
    draft.recordingStart ?? draft.scheduledStart,
    draft.recordingEnd ?? draft.scheduledEnd,
    draft.recordedSeconds ?? draft.scheduledSeconds,
    draft.recorder.email ?? draft.recorder.name,
    draft.joinUrl,
    draft.summary,
    draft.transcript,
    draft.actionItems,
    draft.attendees[0] ?? null,
  ];
  const names = named.filter((field) => field !== null).length;
  return names >= 1 && names + further.filter((field) => field !== null).length >= 2;
};

/** The end of something, unless it comes before its start. */
const endAfter = (start: string | null, end: string | null): string | null =>
  start !== null && end !== null && end < start ? null : end;

/** The meeting that a format's mapper read, or null when what it read makes no meeting. */
export const composeMeeting = (draft: MeetingDraft): Meeting | null => {
  const attendees = mergeAttendees(draft.attendees);
  if (!isMeeting(draft)) return null;
  const startedAt = draft.recordingStart ?? draft.scheduledStart;
  return {
    source: "fathom",
    externalId: externalIdOf({ ...draft, attendees }),
    title: chooseTitle(draft),
    startedAt,
    endedAt: endAfter(startedAt, draft.recordingEnd ?? draft.scheduledEnd),
    durationSeconds:
      secondsBetween(draft.recordingStart, draft.recordingEnd) ??
      draft.recordedSeconds ??
      secondsBetween(draft.scheduledStart, draft.scheduledEnd) ??
      draft.scheduledSeconds,
    scheduledStartAt: draft.scheduledStart,
    scheduledEndAt: endAfter(draft.scheduledStart, draft.scheduledEnd),
    recordedByName: draft.recorder.name,
    recordedByEmail: draft.recorder.email,
    recordingUrl: draft.recordingUrl,
    shareUrl: draft.shareUrl,
    shareToken: shareTokenOf(draft),
    joinUrl: draft.joinUrl,
    summary: draft.summary,
    transcript: draft.transcript,
    actionItems: draft.actionItems,
    actionItemsAdd: draft.actionItemsAdd,
    attendees,
  };
};
