import { expect, test } from "vitest";
import { activeFilters, countWords, without } from "./filter-words.ts";

const style = { locale: "en-GB", timeZone: "Pacific/Auckland" };

test("every filter that is set is said in words, in the order of the form, and those of before stay when one goes", () => {
  const search = {
    q: "acme",
    whose: "mine",
    outcome: "internal",
    from: "2026-11-01",
    to: "2026-11-30",
    person: "ben@example.org",
    origin: "import",
  } as const;
  const words = activeFilters(search, style).map((filter) => filter.words);
  expect(words).toEqual([
    "“acme”",
    "My meetings",
    "Outcome: Internal only",
    "From 1 Nov 2026",
    "Until 30 Nov 2026",
    "With ben@example.org",
    "Imported",
  ]);
  expect(activeFilters(without(search, "outcome"), style).map((filter) => filter.name)).not.toContain("outcome");
});

test("what everybody sees anyway is no filter", () => {
  expect(activeFilters({ whose: "team" }, style)).toEqual([]);
});

test.each([
  [0, "0 meetings"],
  [1, "1 meeting"],
  [1234, "1,234 meetings"],
  [10_000, "10,000 meetings"],
  [10_001, "10,000+ meetings"],
])("%i is said as %s", (count, words) => {
  expect(countWords(count)).toBe(words);
});
