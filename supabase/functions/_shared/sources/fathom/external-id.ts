import type { MeetingDraft } from "./meeting-draft.ts";
import { fnv1a128 } from "./fnv.ts";
import { shareTokenOf } from "./share-token.ts";

/** What tells a meeting from others when it brought no id: where it is, else when it was, else what it says. */
const identity = ({ recordingUrl, recorder, ...draft }: MeetingDraft): unknown[] => {
  if (recordingUrl !== null) return [recordingUrl];
  const start = draft.recordingStart ?? draft.scheduledStart;
  const who = [draft.calendarTitle ?? draft.title, start ?? draft.day, recorder.email];
  // Without a start a weekly meeting would overwrite itself week after week.
  if (start !== null) return who;
  const said = draft.day === null ? [] : [draft.transcript?.slice(0, 20)];
  return [...who, draft.attendees.map(({ email }) => email), draft.summary, ...said];
};

// Enough to tell meetings apart; a summary of megabytes would take seconds.
const hashOf = (parts: unknown[]): string => fnv1a128(JSON.stringify(parts).slice(0, 20_000));

/** The same meeting gets the same id again: Fathom's own, else the share link's token, else `sha-` and a hash (FNV-1a). */
export const externalIdOf = (draft: MeetingDraft): string =>
  draft.recordingId ?? draft.olderId ?? shareTokenOf(draft) ?? `sha-${hashOf(identity(draft))}`;
