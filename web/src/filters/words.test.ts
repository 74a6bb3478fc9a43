import { expect, test } from "vitest";
import { pagesSchema, wordsSchema } from "./words.ts";

test.each([
  ["  Globex ", "Globex"],
  [42, "42"],
  ["", undefined],
  ["   ", undefined],
  ["x".repeat(201), undefined],
  [{ a: 1 }, undefined],
  [undefined, undefined],
])("words %j are read as %j", (value, words) => expect(wordsSchema.parse(value)).toBe(words));

test.each([
  [2, 2],
  [1, undefined],
  [41, undefined],
  ["2", undefined],
])("pages %j are read as %j", (value, pages) => expect(pagesSchema(40).parse(value)).toBe(pages));
