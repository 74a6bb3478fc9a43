import { describe, expect, test } from "vitest";
import { cleanMinutes, cleanOffset, cleanTime, secondsBetween } from "./clean-time.ts";

describe("a moment", () => {
  test.each([
    ["2026-08-20T15:01:30Z", "2026-08-20T15:01:30.000Z"],
    ["2026-08-20T15:01:30.123456Z", "2026-08-20T15:01:30.123Z"],
    ["2026-08-20T15:01:30+02:00", "2026-08-20T13:01:30.000Z"],
    ["2026-08-20T15:01:30-0530", "2026-08-20T20:31:30.000Z"],
    ["2025-09-13 09:00", "2025-09-13T09:00:00.000Z"],
    ["2025-09-13 9:05 UTC", "2025-09-13T09:05:00.000Z"],
    [" 2025-09-13 ", "2025-09-13T00:00:00.000Z"],
    [1757754000, "2025-09-13T09:00:00.000Z"],
    [1757754000123, "2025-09-13T09:00:00.123Z"],
    ["1757754000", "2025-09-13T09:00:00.000Z"],
    ["1757754000123", "2025-09-13T09:00:00.123Z"],
    ["1757754000.5", "2025-09-13T09:00:00.500Z"],
  ])("%j is %s", (value, moment) => expect(cleanTime(value)).toBe(moment));

  test.each([
    ["tomorrow"],
    ["2026-02-30T10:00:00Z"],
    ["2026-13-01"],
    ["2026-08-20T25:00:00Z"],
    ["0001-01-01T00:00:00Z"],
    ["9999-12-31T23:59:59Z"],
    [0],
    [-1],
    [1e300],
    [Number.NaN],
    [""],
    [null],
    [true],
    [{}],
    ["9".repeat(100_000)],
  ])("%j is none", (value) => expect(cleanTime(value)).toBeNull());
});

describe("a place in a recording", () => {
  test.each([
    ["00:10:45", 645],
    ["1:00:01", 3601],
    ["12:34", 754],
    ["0:11", 11],
    ["00:00:04.5", 4.5],
    [41, 41],
    ["41.0", 41],
  ])("%j is second %d", (value, seconds) => expect(cleanOffset(value)).toBe(seconds));

  test.each([["soon"], ["1:2:3:4"], ["-1"], [-1], [1e9], ["999:00:00"], [""], [null]])("%j is none", (value) =>
    expect(cleanOffset(value)).toBeNull(),
  );
});

describe("a length in minutes", () => {
  test.each([
    ["74.50050555", 4470],
    ["32,5", 1950],
    ["60", 3600],
    [30, 1800],
    ["31 mins", 1860],
    ["5m", 300],
    ["00:32:30", 1950],
    [0, 0],
  ])("%j is %d seconds", (value, seconds) => expect(cleanMinutes(value)).toBe(seconds));

  test.each([["long"], [-5], ["-5"], [1e12], [""], [null], [[30]]])("%j is none", (value) =>
    expect(cleanMinutes(value)).toBeNull(),
  );
});

test("between two moments are whole seconds, and nothing where one is missing or the end comes first", () => {
  expect(secondsBetween("2026-08-20T15:01:30.000Z", "2026-08-20T15:31:47.400Z")).toBe(1817);
  expect(secondsBetween("2026-08-20T15:01:30.000Z", "2026-08-20T15:01:30.000Z")).toBe(0);
  expect(secondsBetween("2026-08-20T15:31:47.000Z", "2026-08-20T15:01:30.000Z")).toBeNull();
  expect(secondsBetween(null, "2026-08-20T15:01:30.000Z")).toBeNull();
  expect(secondsBetween("2026-08-20T15:01:30.000Z", null)).toBeNull();
});
