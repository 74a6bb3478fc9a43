import { expect, test } from "vitest";
import { outOf, progressWords, resultWords, wantedWords } from "./import-words.ts";

const none = { total: 0, done: 0, skipped: 0, failed: 0, counted_at: null };
const counted = { ...none, total: 500, counted_at: "2026-11-25T10:00:00Z" };

test.each([
  [none, "Counting…"],
  [{ ...none, total: 1200 }, "Counting… 1,200 found so far"],
  [counted, "0 of 500 meetings"],
  [{ ...counted, done: 118, skipped: 4, failed: 1 }, "123 of 500 meetings · 4 there already · 1 failed"],
  [{ ...counted, total: 1, done: 1 }, "1 of 1 meeting"],
])("how far %j is", (counts, words) => {
  expect(progressWords(counts)).toBe(words);
});

test("more can be through than were counted, and the bar does not run over", () => {
  const over = { ...counted, total: 10, done: 11 };
  expect(outOf(over)).toBe(11);
  expect(progressWords(over)).toBe("11 of 11 meetings");
});

test.each([
  [none, "no meetings found"],
  [{ ...none, skipped: 50 }, "no new meetings · 50 there already"],
  [{ ...none, done: 1 }, "1 meeting imported"],
  [{ ...none, done: 1495, skipped: 4, failed: 1 }, "1,495 meetings imported · 4 there already · 1 failed"],
])("what came of %j", (counts, words) => {
  expect(resultWords(counts)).toBe(words);
});

test.each([
  [{ since: null, most: 50 }, "the last 50 meetings"],
  [{ since: null, most: 1 }, "the last meeting"],
  [{ since: null, most: null }, "all meetings"],
  [{ since: "2026-11-03T00:00:00Z", most: null }, "all meetings since 2026-11-03"],
  [{ since: "2026-11-03T00:00:00Z", most: 20 }, "the last 20 meetings since 2026-11-03"],
])("%j was asked for as %j", (wanted, words) => {
  expect(wantedWords(wanted, (iso) => iso.slice(0, 10))).toBe(words);
});
