import { describe, expect, test } from "vitest";
import { daySchema, isDay, momentsOf } from "./days.ts";

test.each([
  ["2026-11-25", true],
  ["2024-02-29", true],
  ["2026-02-29", false],
  ["2026-13-01", false],
  ["26-11-25", false],
  ["2026-11-25T00:00:00Z", false],
  ["9999-01-01", false],
  ["yesterday", false],
])("%s is a day: %s", (text, expected) => expect(isDay(text)).toBe(expected));

test("an address with a wrong day is one without a day", () => {
  expect([daySchema.parse("2026-02-30"), daySchema.parse(20261125), daySchema.parse("2026-11-25")]).toEqual([
    undefined,
    undefined,
    "2026-11-25",
  ]);
});

describe("the moments of a range of days", () => {
  test("include all of the last day, in the person's zone", () => {
    const { from = "", before = "" } = momentsOf({ from: "2026-11-01", to: "2026-11-30" });
    expect(new Date(from)).toEqual(new Date(2026, 10, 1));
    expect(new Date(before)).toEqual(new Date(2026, 11, 1));
    expect([from, before]).toEqual([
      expect.stringMatching(/^2026-11-01T00:00:00[+-]\d\d:\d\d$/),
      expect.stringMatching(/^2026-12-01T00:00:00[+-]\d\d:\d\d$/),
    ]);
  });

  test("are open where there is no day", () => {
    expect(momentsOf({})).toEqual({});
    expect(Object.keys(momentsOf({ to: "2026-11-30" }))).toEqual(["before"]);
  });
});
