import { expect, test } from "vitest";
import { auditFileName } from "./file-name.ts";

const now = new Date("2026-11-25T23:30:00Z");

test.each([
  [undefined, undefined, "debrief-audit-2026-11-25.csv"],
  ["2026-11-01T00:00:00Z", undefined, "debrief-audit-2026-11-25.csv"],
  ["2026-11-01T00:00:00+01:00", "2026-12-01T00:00:00+01:00", "debrief-audit-2026-11.csv"],
  // A month in which the clocks change.
  ["2026-10-01T00:00:00+02:00", "2026-11-01T00:00:00+01:00", "debrief-audit-2026-10.csv"],
  ["2026-11-01T00:00:00Z", "2027-01-01T00:00:00Z", "debrief-audit-2026-11-01-to-2026-12-31.csv"],
  ["2026-11-07T00:00:00Z", "2026-11-08T00:00:00Z", "debrief-audit-2026-11-07.csv"],
  ["2026-11-07T00:00:00Z", "2026-11-10T00:00:00Z", "debrief-audit-2026-11-07-to-2026-11-09.csv"],
  ["2026-11-07T00:00:00Z", "2026-11-07T00:00:00Z", "debrief-audit-2026-11-25.csv"],
  ["2026-11-07T12:00:00Z", "2026-11-08T00:00:00Z", "debrief-audit-2026-11-25.csv"],
])("from %s before %s it is called %s", (from, before, name) =>
  expect(auditFileName({ from, before }, now)).toBe(name),
);
