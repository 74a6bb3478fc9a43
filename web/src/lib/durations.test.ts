import { expect, test } from "vitest";
import { formatDuration, formatOffset } from "./durations.ts";

test.each([
  [0, "0 s"],
  [45, "45 s"],
  [60, "1 min"],
  [1817, "30 min"],
  [3599, "1 h"],
  [3600, "1 h"],
  [3900, "1 h 5 min"],
])("%i seconds are %s", (seconds, words) => {
  expect(formatDuration(seconds)).toBe(words);
});

test("an unknown duration has no words", () => {
  expect(formatDuration(null)).toBeNull();
});

test.each([
  [0, "0:00"],
  [7.9, "0:07"],
  [750, "12:30"],
  [3723, "1:02:03"],
])("second %d of a recording is %s", (seconds, words) => {
  expect(formatOffset(seconds)).toBe(words);
});
