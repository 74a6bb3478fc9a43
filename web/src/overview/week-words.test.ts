import { expect, test } from "vitest";
import { sundayOf, weekName, weekTick } from "./week-words.ts";

test("a week is called by its Monday, and the last one is this week", () => {
  expect(weekTick("2026-09-07", "en-GB")).toBe("7 Sept");
  expect(weekName("2026-09-07", false, "en-GB")).toBe("Week of 7 September");
  expect(weekName("2026-11-23", true, "en-GB")).toBe("This week");
});

test.each([
  ["2026-09-07", "2026-09-13"],
  ["2026-12-28", "2027-01-03"],
])("the week of %s ends on %s", (monday, sunday) => {
  expect(sundayOf(monday)).toBe(sunday);
});
