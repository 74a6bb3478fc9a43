import { type OutcomeStatus, outcomeStatus } from "./outcome.ts";

export interface OutcomeCount {
  status: OutcomeStatus;
  count: number;
  word: string;
  words: string;
}

/** In the order they are read: first what went well, then what needs a person, then the rest. */
const SHORT_WORDS: readonly (readonly [OutcomeStatus, string])[] = [
  ["note_added", "logged"],
  ["not_found", "not found"],
  ["ambiguous", "to choose"],
  ["failed", "failed"],
  ["dry_run", "dry run"],
  ["pending", "pending"],
  ["skipped_internal", "internal"],
];

/** How often each status occurs, in words: "2 logged", "1 not found"; only what occurs. */
export const countStatuses = (counted: Readonly<Record<string, number>>): OutcomeCount[] => {
  const counts = new Map<OutcomeStatus, number>();
  for (const [status, count] of Object.entries(counted)) {
    const known = outcomeStatus(status);
    counts.set(known, (counts.get(known) ?? 0) + count);
  }
  return SHORT_WORDS.flatMap(([status, word]) => {
    const count = counts.get(status);
    return count ? [{ status, count, word, words: `${count} ${word}` }] : [];
  });
};

/** What happened to the attendees of a meeting at a glance. */
export const countOutcomes = (outcomes: readonly { status: string }[]): OutcomeCount[] => {
  const counted: Record<string, number> = {};
  for (const { status } of outcomes) {
    const known = outcomeStatus(status);
    counted[known] = (counted[known] ?? 0) + 1;
  }
  return countStatuses(counted);
};
