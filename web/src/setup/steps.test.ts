import { expect, test } from "vitest";
import { firstSteps } from "./steps.ts";

const nothing = { connection: null, integrations: [], internal_domains: null, has_meetings: false, members: 1 };
const connection = {
  account: "acme",
  status: "active",
  failures_in_row: 0,
  last_success_at: null,
  call_again_at: null,
  paused_because: null,
};
const integration = {
  status: "active",
  setup: "api_key",
  webhook_id: "w1",
  last_error: null,
  failures_in_row: 0,
  quiet_since: null,
};
const doneOf = (facts: Parameters<typeof firstSteps>[0]) => firstSteps(facts).map(({ isDone }) => isDone);

test("of a new workspace nothing is done", () => {
  expect(doneOf(nothing)).toEqual([false, false, false, false, false]);
});

test("each step is done as soon as the data say so", () => {
  const facts = [
    { connection },
    { integrations: [integration] },
    { internal_domains: ["example.com"] },
    { has_meetings: true },
    { members: 2 },
  ];
  facts.forEach((fact, place) => {
    expect(doneOf({ ...nothing, ...fact })).toEqual([0, 1, 2, 3, 4].map((step) => step === place));
  });
});
