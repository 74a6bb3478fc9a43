import { expect, test } from "vitest";
import { rowsToRender, visibleRange } from "./visible-range.ts";

test.each([
  ["at the top of the page", 200, 0, 0, 18],
  ["in the middle", -50_000, 500, 490, 520],
  ["at the end", -999_200, 9992, 9982, 10_000],
  ["before it has come into sight", 5000, 0, 0, 11],
  ["past its end, after it has become shorter", -2_000_000, 9999, 9989, 10_000],
])("of 10,000 rows those in sight %s are rendered, and a few more", (_, top, first, start, end) => {
  expect(visibleRange(top, 1000, 100, 10_000)).toEqual({ first, start, end });
});

test("of a short list all is rendered, of an empty one nothing", () => {
  expect(visibleRange(200, 1000, 100, 3)).toEqual({ first: 0, start: 0, end: 3 });
  expect(visibleRange(200, 1000, 100, 0)).toEqual({ first: 0, start: 0, end: 0 });
});

test("the row with the focus stays, in its place among the others", () => {
  const range = { first: 10, start: 10, end: 13 };
  expect(rowsToRender(range, null, 100)).toEqual([10, 11, 12]);
  expect(rowsToRender(range, 11, 100)).toEqual([10, 11, 12]);
  expect(rowsToRender(range, 3, 100)).toEqual([3, 10, 11, 12]);
  expect(rowsToRender(range, 50, 100)).toEqual([10, 11, 12, 50]);
  expect(rowsToRender(range, 100, 100)).toEqual([10, 11, 12]);
});
