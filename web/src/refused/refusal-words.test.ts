import { expect, test } from "vitest";
import { captureLeft, formatBytes, refusalSentence } from "./refusal-words.ts";

const codes = ["empty", "not_json", "too_large", "missing", "malformed", "too_old", "too_new", "no_match"];

test("each reason is a sentence of its own, and an unknown one a general sentence", () => {
  const sentences = [...codes, "unknown_token", "disconnected", "constructor"].map(refusalSentence);
  expect(new Set(sentences).size).toBe(sentences.length);
  expect(sentences.every((sentence) => sentence.endsWith("."))).toBe(true);
});

test.each([
  ["2026-11-21T11:00:00Z", "60 minutes left"],
  ["2026-11-21T10:00:50Z", "1 minute left"],
  ["2026-11-21T10:00:20Z", "less than a minute left"],
  ["2026-11-21T10:00:00Z", null],
  ["2026-11-21T09:00:00Z", null],
  ["soon", null],
  [null, null],
])("a capture until %s at ten: %s", (until, words) => {
  expect(captureLeft(until, new Date("2026-11-21T10:00:00Z"))).toBe(words);
});

test.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [3441, "3.4 kB"],
  [65_536, "66 kB"],
  [12_345_678, "12 MB"],
])("%i is %s", (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});
