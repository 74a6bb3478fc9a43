import { expect, test } from "vitest";
import { deletedBy, keptFor, readRetention } from "./retention.ts";

const before = { deliveries: 90, transcripts: null };

test("an empty field keeps transcripts for ever", () => {
  expect(readRetention("90", " ")).toEqual(before);
  expect(readRetention("30", "365")).toEqual({ deliveries: 30, transcripts: 365 });
});

test("whatever is kept shorter than before is named before it is deleted", () => {
  expect(deletedBy({ deliveries: 9, transcripts: null }, before)).toEqual([
    "The content of deliveries that arrived more than 9 days ago.",
  ]);
  expect(deletedBy({ deliveries: 90, transcripts: 1 }, before)).toEqual([
    "Transcripts of meetings that arrived more than 1 day ago.",
  ]);
  expect(deletedBy({ deliveries: 1, transcripts: 7 }, { deliveries: 2, transcripts: 8 })).toHaveLength(2);
});

test("keeping things as long or longer deletes nothing", () => {
  expect(deletedBy(before, before)).toEqual([]);
  expect(deletedBy({ deliveries: 91, transcripts: null }, { deliveries: 90, transcripts: 30 })).toEqual([]);
  expect(deletedBy({ deliveries: 90, transcripts: 31 }, { deliveries: 90, transcripts: 30 })).toEqual([]);
});

test("how long is told in words", () => {
  expect([keptFor(null), keptFor(1), keptFor(90)]).toEqual(["For ever", "For 1 day", "For 90 days"]);
});
