import { expect, test } from "vitest";
import { connectionHealth } from "./connection-health.ts";

const now = new Date("2026-11-21T10:00:00Z");
const fine = {
  status: "active",
  failures_in_row: 0,
  last_success_at: "2026-11-21T09:00:00+00:00",
  call_again_at: null,
  paused_because: null,
};
const later = "2026-11-21T11:00:00+00:00";

test("a connection that works says since when, one that was never used that it was not", () => {
  expect(connectionHealth(fine, now)).toEqual({ state: "works", lastSuccessAt: fine.last_success_at });
  expect(connectionHealth({ ...fine, last_success_at: null }, now)).toEqual({ state: "untried" });
});

test("one that fails says for how many meetings", () => {
  expect(connectionHealth({ ...fine, failures_in_row: 2 }, now)).toEqual({ state: "failing", meetings: 2 });
});

test.each([
  ["daily_budget", /budget/],
  ["asked_to_wait", /slow down/],
  ["shut_out", /shut this API token out/],
  ["something_new", /wants no requests/],
  [null, /wants no requests/],
])("one that is paused because of %s says until when and why, whatever else failed", (paused_because, why) => {
  const health = connectionHealth({ ...fine, failures_in_row: 3, call_again_at: later, paused_because }, now);
  expect(health).toMatchObject({ state: "paused", until: later, why: expect.stringMatching(why) });
});

test("a pause that is over is none", () => {
  const call_again_at = "2026-11-21T09:59:59Z";
  expect(connectionHealth({ ...fine, call_again_at, paused_because: "asked_to_wait" }, now).state).toBe("works");
});

test("broken is worse than paused", () => {
  expect(connectionHealth({ ...fine, status: "broken", call_again_at: later }, now)).toEqual({ state: "broken" });
});
