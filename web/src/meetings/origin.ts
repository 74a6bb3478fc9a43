import type { MeetingHead } from "./read-meeting.ts";

type Events = MeetingHead["meeting_events"];

const SENTENCES: Readonly<Record<string, string>> = {
  sweep: "Found by the check for missed meetings",
  import: "Imported",
};

/** How a meeting came here at first, where that was not the usual way; null when its webhook brought it. */
export const originOf = (events: Events): { origin: string; sentence: string } | null => {
  const [first] = events.toSorted((one, other) => one.created_at.localeCompare(other.created_at));
  const origin = first?.webhook_events.origin;
  const sentence = origin !== undefined && Object.hasOwn(SENTENCES, origin) ? SENTENCES[origin] : undefined;
  return origin !== undefined && sentence !== undefined ? { origin, sentence } : null;
};
