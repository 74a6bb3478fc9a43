import type { ActionItem, Meeting } from "./meeting.ts";

/** What one recording, or several of the same time, add to the note of a conversation. */
export interface NotePart {
  startedAt: string | null;
  durationSeconds: number | null;
  /** Markdown. */
  summary: string | null;
  actionItems: Pick<ActionItem, "description" | "assigneeName" | "completed">[];
  recordingUrl: string | null;
  /** Of the others who recorded the same. */
  otherRecordingUrls: string[];
}

/** What a part is made of. */
export type Recording = Pick<
  Meeting,
  "startedAt" | "durationSeconds" | "summary" | "actionItems" | "recordingUrl" | "shareUrl"
>;

/**
 * A conversation's recordings as parts, in the order in which they began. Recordings that overlap for more than half of the
 * shorter one are views of one part, and so is one whose times nobody knows; those that follow each other are parts of their
 * own. A part says what its leading view says; what that does not have comes from the others.
 */
export const composeParts = (leading: Recording, others: readonly Recording[]): NotePart[] => {
  const byWeight = [
    { recording: leading, weight: weightOf(leading, true) },
    ...others.map((recording) => ({ recording, weight: weightOf(recording, false) })),
  ].toSorted((one, other) => other.weight - one.weight);

  const parts: { main: Recording; views: Recording[] }[] = [];
  for (const { recording } of byWeight) {
    const part = parts.find(({ main }) => isSameTime(main, recording));
    if (part) part.views.push(recording);
    else parts.push({ main: recording, views: [recording] });
  }
  return parts
    .toSorted((one, other) => (spanOf(one.main)?.from ?? 0) - (spanOf(other.main)?.from ?? 0))
    .map(({ main, views }) => toPart(main, views));
};

/** Where a recording opens. */
const urlOf = ({ shareUrl, recordingUrl }: Recording): string | null => shareUrl ?? recordingUrl;

/** From when to when, in milliseconds; null when it is not known. */
const spanOf = ({ startedAt, durationSeconds }: Recording): { from: number; to: number } | null => {
  const from = Date.parse(startedAt ?? "");
  return Number.isNaN(from) || durationSeconds === null || durationSeconds <= 0
    ? null
    : { from, to: from + durationSeconds * 1000 };
};

/**
 * The heavier of two views speaks for their part. Who leaves first is often stored first, so the leading recording gives way
 * to one that lasts more than twice as long: that one holds the conversation.
 */
const weightOf = (recording: Recording, isLeading: boolean): number => {
  const span = spanOf(recording);
  if (span === null) return isLeading ? Number.POSITIVE_INFINITY : 0;
  return (span.to - span.from) * (isLeading ? 2 : 1);
};

const isSameTime = (one: Recording, other: Recording): boolean => {
  const [first, second] = [spanOf(one), spanOf(other)];
  if (first === null || second === null) return true;
  const overlap = Math.min(first.to, second.to) - Math.max(first.from, second.from);
  return overlap > Math.min(first.to - first.from, second.to - second.from) / 2;
};

const toPart = ({ startedAt, durationSeconds }: Recording, views: Recording[]): NotePart => {
  const actionItems = views.map((view) => view.actionItems ?? []).find((items) => items.length > 0) ?? [];
  const urls = new Set(views.map(urlOf).filter((url) => url !== null));
  const [recordingUrl = null, ...otherRecordingUrls] = urls;
  return {
    startedAt,
    durationSeconds,
    summary: views.find(({ summary }) => summary !== null)?.summary ?? null,
    actionItems: actionItems.map(({ description, assigneeName, completed }) => ({
      description,
      assigneeName,
      completed,
    })),
    recordingUrl,
    otherRecordingUrls,
  };
};
