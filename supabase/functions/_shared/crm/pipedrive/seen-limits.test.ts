import { expect, test } from "vitest";
import { seenLimits } from "./seen-limits.ts";

test("the day's budget, what is left of it and the burst are read from the headers", () => {
  const headers = new Headers({
    "x-daily-ratelimit-token-limit": "1170000",
    "x-daily-ratelimit-token-remaining": "1068620",
    "x-ratelimit-limit": "40",
  });
  expect(seenLimits(headers)).toEqual({ tokensPerDay: 1_170_000, tokensLeft: 1_068_620, callsPerWindow: 40 });
});

test.each([{}, { "x-ratelimit-limit": "plenty", "x-daily-ratelimit-token-limit": "-1" }])(
  "what Pipedrive does not say, or says oddly, is not known: %j",
  (headers) => {
    expect(seenLimits(new Headers(headers))).toEqual({ tokensPerDay: null, tokensLeft: null, callsPerWindow: null });
  },
);
