import { expect, test } from "vitest";
import { isAffected } from "./made-of.ts";

const meeting = { table: "meetings", id: "m1" };

test("a list is read again when a row of it has changed, and not for others", () => {
  expect(isAffected(["meetings"], [meeting])).toBe(true);
  expect(isAffected(["meetings", "any filter"], [{ table: "attendee_outcomes", id: null }])).toBe(true);
  expect(isAffected(["meetings"], [{ table: "imports", id: "i1" }])).toBe(false);
  expect(isAffected(["imports", "w1"], [{ table: "imports", id: "i1" }, meeting])).toBe(true);
});

test("a meeting is read again when it is that one, or may be", () => {
  expect(isAffected(["meeting", "m1", "head"], [meeting])).toBe(true);
  expect(isAffected(["meeting", "m2", "head"], [meeting])).toBe(false);
  expect(isAffected(["meeting", "m2", "head"], [{ table: "attendee_outcomes", id: null }])).toBe(true);
});

test("the long text of a meeting is left to what its head says", () => {
  expect(isAffected(["meeting", "m1", "content"], [meeting])).toBe(false);
});

test("a query that nobody has listed is read again with every change", () => {
  expect(isAffected(["something new"], [meeting])).toBe(true);
});
