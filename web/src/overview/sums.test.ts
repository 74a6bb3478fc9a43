import { expect, test } from "vitest";
import { shareLogged, sumOutcomes } from "./sums.ts";

const count = (attendees: number, meetings: number) => ({ attendees, meetings });
const weeks = [
  { outcomes: { note_added: count(4, 2), not_found: count(1, 1) } },
  { outcomes: {} },
  { outcomes: { note_added: count(3, 2), ambiguous: count(2, 1) } },
];

test("weeks are summed, and what did not occur is zero", () => {
  const sums = sumOutcomes(weeks);
  expect(sums.map(({ status }) => status)).toEqual([
    "note_added",
    "not_found",
    "ambiguous",
    "failed",
    "dry_run",
    "pending",
  ]);
  expect(sums[0]).toEqual({ status: "note_added", attendees: 7, meetings: 4 });
  expect(sums[3]).toEqual({ status: "failed", attendees: 0, meetings: 0 });
});

test("the share is of all external attendees; of nobody there is none", () => {
  expect(shareLogged(weeks)).toEqual({ all: 10, logged: 7, share: 70 });
  expect(shareLogged([])).toEqual({ all: 0, logged: 0, share: null });
});

test.each([
  [999, 1, 99],
  [1, 999, 1],
  [0, 5, 0],
  [5, 0, 100],
])("%i logged and %i not is %i per cent: rounding makes it neither all nor nobody", (logged, failed, share) => {
  const outcomes = { note_added: count(logged, 1), failed: count(failed, 1) };
  expect(shareLogged([{ outcomes }]).share).toBe(share);
});
