import { expect, test } from "vitest";
import { countOutcomes } from "./outcome-counts.ts";

const words = (...statuses: string[]) =>
  countOutcomes(statuses.map((status) => ({ status }))).map((each) => each.words);

test("a meeting's outcomes are counted into words, in a fixed order, naming only what occurs", () => {
  expect(words("not_found", "note_added", "note_added")).toEqual(["2 logged", "1 not found"]);
  expect(words("skipped_internal", "skipped_internal", "skipped_internal", "ambiguous", "failed")).toEqual([
    "1 to choose",
    "1 failed",
    "3 internal",
  ]);
  expect(words("pending", "dry_run")).toEqual(["1 dry run", "1 pending"]);
});

test("a meeting without attendees has no counts", () => {
  expect(words()).toEqual([]);
});

test("a status that is not known yet counts as pending, so that no attendee disappears", () => {
  expect(words("on_hold", "constructor")).toEqual(["2 pending"]);
});
