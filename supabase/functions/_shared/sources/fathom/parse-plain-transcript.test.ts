import { expect, test } from "vitest";
import { parsePlainTranscript } from "./parse-plain-transcript.ts";

const said = (text: string) =>
  parsePlainTranscript(text).map((segment) => [segment.speaker, segment.email, segment.atSeconds, segment.text]);

test("lines of name and text", () => {
  expect(said("Ana Host: Hi, thanks.\nBen Buyer: Happy to be here: really.\nand more\n\nAna Host: Good.")).toEqual([
    ["Ana Host", null, null, "Hi, thanks."],
    ["Ben Buyer", null, null, "Happy to be here: really.\nand more"],
    ["Ana Host", null, null, "Good."],
  ]);
});

test("blocks of time, name and address, with the text below", () => {
  const text =
    "00:00:04 - Alex Rep (alex.rep@example.com)\n  Thanks.\n  Note: two lines.\n\n1:09 - Dana (Example Org)\n  Sure.";
  expect(said(text)).toEqual([
    ["Alex Rep", "alex.rep@example.com", 4, "Thanks.\nNote: two lines."],
    ["Dana (Example Org)", null, 69, "Sure."],
  ]);
});

test("time, name and text in one line", () => {
  expect(said("[00:00:04] Ana: Hi.\n[00:01:00] Ben: Ho.")).toEqual([
    ["Ana", null, 4, "Hi."],
    ["Ben", null, 60, "Ho."],
  ]);
});

test("a time within what is said begins nothing", () => {
  expect(said("Ana: When?\n10:30 works for me")).toEqual([["Ana", null, null, "When?\n10:30 works for me"]]);
});

test("text before the first speaker, or without any, is nobody's", () => {
  expect(said("Discovery call\n---\n0:11 - Ana\n  Hi.")).toEqual([
    [null, null, null, "Discovery call\n---"],
    ["Ana", null, 11, "Hi."],
  ]);
  expect(said("just words https://example.com/x")).toEqual([[null, null, null, "just words https://example.com/x"]]);
});
