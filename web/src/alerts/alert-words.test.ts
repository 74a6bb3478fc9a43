import { alertKindSchema, alertText } from "@shared/alerts/alert.ts";
import { expect, test } from "vitest";
import { alertWords } from "./alert-words.ts";

const kinds = alertKindSchema.options.filter((kind) => kind !== "test");

test.each(kinds)("%s is called the same here as in Slack, for one and for several", (kind) => {
  for (const count of [1, 3]) expect(alertWords(kind, count).headline).toBe(alertText({ kind, count }).headline);
});

test.each([...kinds, "brand_new"])("%s says what to do next", (kind) => {
  expect(alertWords(kind, 2).nextStep).toMatch(/\.$/);
});

test("only what is put right in Settings points there", () => {
  expect(kinds.filter((kind) => alertWords(kind, 1).settings === null)).toEqual(["dead_letter"]);
});
