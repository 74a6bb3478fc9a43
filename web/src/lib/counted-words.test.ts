import { expect, test } from "vitest";
import { countedWords, isCounted } from "./counted-words.ts";

test.each([
  [0, "0", true],
  [10_000, "10,000", true],
  [10_001, "10,000+", false],
  [60_006, "10,000+", false],
])("%d is said as %s", (count, words, counted) => {
  expect([countedWords(count), isCounted(count)]).toEqual([words, counted]);
});
