import { expect, test } from "vitest";
import { neighboursIn } from "./in-list.ts";

const meetings = ["a", "b", "c"].map((id) => ({ id, title: id.toUpperCase() }));
const around = (id: string, hasMore = false) => {
  const found = neighboursIn({ meetings, hasMore }, id);
  return found && [found.newer?.id ?? null, found.older?.id ?? null, found.endsHere];
};

test("next to a meeting are those above and below it in the list", () => {
  expect(around("a")).toEqual([null, "b", false]);
  expect(around("b")).toEqual(["a", "c", false]);
  expect(around("c")).toEqual(["b", null, false]);
});

test("the last one that was loaded is not taken for the last one", () => {
  expect(around("c", true)).toEqual(["b", null, true]);
  expect(around("b", true)).toEqual(["a", "c", false]);
});

test("a list without the meeting says nothing about it", () => {
  expect(around("z")).toBeNull();
});
