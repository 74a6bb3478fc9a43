import { expect, test } from "vitest";
import { recordedTimes } from "./recorded-times.ts";

test.each([
  [0, "twice"],
  [1, "twice"],
  [2, "3 times"],
])("%i other recordings: %s", (others, words) => {
  expect(recordedTimes(others)).toBe(words);
});
