import { OUTCOME_WORDS, type OutcomeStatus, outcomeStatus } from "@/meetings/outcome.ts";
import type { Week } from "./read-overview.ts";

export interface Sum {
  status: OutcomeStatus;
  attendees: number;
  meetings: number;
}

type Counted = Pick<Week, "outcomes">;

/** The order of OUTCOME_WORDS: first what went well, then what needs a person. Nobody internal is counted. */
const EXTERNAL = Object.keys(OUTCOME_WORDS)
  .map(outcomeStatus)
  .filter((status) => status !== "skipped_internal");

/** How many external attendees ended how, over all of the weeks; those that did not occur too, with zero. */
export const sumOutcomes = (weeks: readonly Counted[]): Sum[] =>
  EXTERNAL.map((status) => {
    const sum = { status, attendees: 0, meetings: 0 };
    for (const { outcomes } of weeks) {
      sum.attendees += outcomes[status]?.attendees ?? 0;
      sum.meetings += outcomes[status]?.meetings ?? 0;
    }
    return sum;
  });

/** How many external attendees there were, how many were logged, and the share in whole per cent: null of nobody. */
export const shareLogged = (weeks: readonly Counted[]) => {
  const sums = sumOutcomes(weeks);
  const all = sums.reduce((sum, { attendees }) => sum + attendees, 0);
  const logged = sums.find(({ status }) => status === "note_added")?.attendees ?? 0;
  // 100 % only when it is all of them, and 0 % only when it is nobody.
  const share =
    all === 0
      ? null
      : Math.min(Math.max(Math.round((100 * logged) / all), logged > 0 ? 1 : 0), logged < all ? 99 : 100);
  return { all, logged, share };
};
