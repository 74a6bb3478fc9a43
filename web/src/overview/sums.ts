import type { OutcomeStatus } from "@/meetings/outcome.ts";
import type { Week } from "./read-overview.ts";

export interface Sum {
  status: ExternalStatus;
  attendees: number;
  meetings: number;
}

type Counted = Pick<Week, "outcomes">;

/** First what went well, then what needs a person. Nobody internal is counted. */
const EXTERNAL = [
  "note_added",
  "not_found",
  "ambiguous",
  "failed",
  "dry_run",
  "pending",
] as const satisfies readonly OutcomeStatus[];

/** How somebody from outside can end. */
export type ExternalStatus = (typeof EXTERNAL)[number];

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
