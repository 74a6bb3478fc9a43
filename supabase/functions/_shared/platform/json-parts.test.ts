import { describe, expect, test } from "vitest";
import { hasTooManyParts } from "./json-parts.ts";

const padding = `"${"x".repeat(500_000)}"`;
const nested = (depth: number) => `${"[".repeat(depth)}${padding}${"]".repeat(depth)}`;

describe("a text has too many parts", () => {
  test.each([
    ["brackets within each other", "[".repeat(10_000_000)],
    ["objects within each other", `${'{"a":'.repeat(200_000)}1${"}".repeat(200_000)}`],
    ["a thousand and one levels", nested(1_001)],
    ["a million and one objects", `[${"{},".repeat(1_000_000)}${padding}]`],
    ["what is no string any more", `"${String.raw`\\`}"${"[".repeat(600_000)}`],
  ])("with %s", (_, text) => {
    expect(hasTooManyParts(text)).toBe(true);
  });

  test.each([
    ["little, however it is nested", "[".repeat(500_000)],
    ["a thousand levels", nested(1_000)],
    ["brackets that are text", `{"transcript":"${"[{".repeat(3_000_000)}"}`],
    ["brackets behind a quotation mark that is text", `{"transcript":"${String.raw`\"[`.repeat(2_000_000)}"}`],
    [
      "the transcript of a long day",
      JSON.stringify({
        transcript: Array.from({ length: 60_000 }, () => ({
          speaker: { display_name: "Ana Host" },
          text: "and so on ".repeat(8),
          timestamp: "00:00:01",
        })),
      }),
    ],
  ])("but not %s", (_, text) => {
    expect(hasTooManyParts(text)).toBe(false);
  });
});
