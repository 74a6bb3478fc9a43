import { expect, test } from "vitest";
import { fathomHealth, teamCoverage } from "./health.ts";

const active = {
  status: "active",
  setup: "api_key",
  webhook_id: "w1",
  last_error: null,
  failures_in_row: 0,
  quiet_since: null,
};
const quiet = { ...active, quiet_since: "2026-11-20T10:00:00Z" };
const broken = { ...active, status: "broken" };

test.each([
  [[], "quiet", "No account is connected: no meeting comes in."],
  [[active], "good", "1 account: 1 active."],
  [[active, quiet], "warn", "2 accounts: 1 active, 1 quiet."],
  [[active, broken, quiet], "bad", "3 accounts: 1 active, 1 quiet, 1 needs attention."],
])("accounts are as well as the worst of them", (integrations, tone, sentence) => {
  expect(fathomHealth(integrations)).toMatchObject({ tone, sentence });
});

const group = (coverage: string, has_recorded: boolean, people: number) => ({ coverage, has_recorded, people });

test.each([
  [[], "quiet", "Nobody has been seen recording yet."],
  [[group("not_connected", false, 3)], "quiet", "Nobody has been seen recording yet."],
  [[group("connected", true, 1)], "good", "1 of 1 person who records is connected."],
  [[group("connected", true, 3), group("not_connected", true, 2)], "warn", "3 of 5 people who record are connected."],
])("only who records and is not connected is a gap of the team", (coverage, tone, sentence) => {
  expect(teamCoverage(coverage)).toMatchObject({ tone, sentence });
});
