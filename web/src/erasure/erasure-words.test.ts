import { expect, test } from "vitest";
import { notesSentence, removedFrom } from "./erasure-words.ts";

const notes = (all: number, wanted: number, deleted = 0, failed = 0) =>
  notesSentence({ notes: all, notes_to_delete: wanted, notes_deleted: deleted, notes_failed: failed });

test("what a person was removed from is counted", () => {
  expect(removedFrom(1, 1, 0)).toBe("1 meeting, 1 attendee line and 0 deliveries");
  expect(removedFrom(2, 3, 1)).toBe("2 meetings, 3 attendee lines and 1 delivery");
});

test("what became of the notes is said at every moment", () => {
  expect(notes(0, 0)).toBe("There was no note about them in Pipedrive.");
  expect(notes(1, 0)).toBe("Their note in Pipedrive was left there.");
  expect(notes(2, 0)).toBe("Their 2 notes in Pipedrive were left there.");
  expect(notes(2, 2, 1)).toBe("1 of 2 notes deleted so far.");
  expect(notes(2, 2, 2)).toBe("2 notes deleted in Pipedrive.");
  expect(notes(2, 2, 1, 1)).toBe("1 note deleted in Pipedrive. 1 note could not be deleted: delete it there by hand.");
});
