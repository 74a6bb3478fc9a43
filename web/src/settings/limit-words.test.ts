import { expect, test } from "vitest";
import { limitSentences } from "./limit-words.ts";

test.each([
  [
    { tokensPerDay: 30_000, tokensLeft: 29_998, callsPerWindow: 20 },
    [
      "Left of today's budget: 29,998 of 30,000 tokens, enough for 999 new people.",
      "At once: 20 requests in 2 seconds. Debrief keeps to it.",
    ],
  ],
  [
    { tokensPerDay: null, tokensLeft: 90, callsPerWindow: null },
    ["Left of today's budget: 90 tokens, enough for 3 new people."],
  ],
  [
    { tokensPerDay: 30_000, tokensLeft: null, callsPerWindow: null },
    ["Budget a day: 30,000 tokens, enough for 1,000 new people."],
  ],
  [{ tokensPerDay: null, tokensLeft: null, callsPerWindow: null }, []],
])("%j is said as it was told", (limits, sentences) => {
  expect(limitSentences(limits, "en-GB")).toEqual(sentences);
});
