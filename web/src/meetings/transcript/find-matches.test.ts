import { describe, expect, test } from "vitest";
import { cutAtMatches, findMatches, findPattern } from "./find-matches.ts";

const find = (words: string, ...texts: string[]) =>
  findMatches(
    texts.map((text) => ({ text })),
    findPattern(words),
  ).map(({ segment, start, end }) => `${segment}:${texts[segment]?.slice(start, end)}`);

describe("finding in a transcript", () => {
  test("gives every place in the order in which it was said, in any case", () => {
    expect(find("price", "The price? A Price.", "no", "PRICES")).toEqual(["0:price", "0:Price", "2:PRICE"]);
    expect(find("ŻÓŁW", "żółw")).toEqual(["0:żółw"]);
  });

  test("takes what is typed as it is, and any blanks for any", () => {
    expect(find("a+b (c", "a+b  (c) aab")).toEqual(["0:a+b  (c"]);
    expect(find("50 %", "50\u00a0%")).toEqual(["0:50\u00a0%"]);
    for (const odd of [".*", "[x", "\\d", "$1", "{2}", "a|b", "x-y", "a/b"])
      expect(find(odd, `say ${odd}!`)).toHaveLength(1);
  });

  test.each(["", " ", "a", " a "])("does not look for %j", (words) => {
    expect(find(words, "a a a")).toEqual([]);
  });

  test("the pieces of a text are the text, whatever is looked for", () => {
    for (const words of ["ab", "abab", "zz", "b a", "İ", "ß"]) {
      const text = "abab ab İstanbul straße \u{1f600}ab";
      const pieces = cutAtMatches(text, findPattern(words));
      expect(pieces.map((piece) => piece.text).join("")).toBe(text);
      for (const { text: said, start } of pieces) expect(text.slice(start, start + said.length)).toBe(said);
    }
    expect(cutAtMatches("", findPattern("ab"))).toEqual([{ text: "", start: 0, isMatch: false }]);
  });
});
