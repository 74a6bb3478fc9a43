import { expect, test } from "vitest";
import { composeNote, type NoteSource, noteText } from "./note.ts";

const id = "0f0e0d0c-0b0a-4908-8706-050403020100";
const source = (title: string, minute: number, ...emails: string[]): NoteSource => ({
  title,
  startedAt: new Date(Date.UTC(2026, 10, 20, 14, minute)).toISOString(),
  durationSeconds: 600,
  summary: `Summary of ${title}`,
  actionItems: null,
  recordingUrl: null,
  shareUrl: null,
  attendees: emails.map((email) => ({ name: null, email })),
});

test("the leading recording gives the note its title and its reference, all of them their people and parts", () => {
  const leading = source("Renewal", 30, "ben@example.org", "cleo@example.org");
  const note = composeNote(id, [leading, source("Impromptu", 10, "cleo@example.org", "dana@example.net")]);
  expect(note).toMatchObject({ title: "Renewal", reference: "dbr-0f0e0d0c0b0a4908" });
  expect(note.attendees.map(({ email }) => email)).toEqual(["ben@example.org", "cleo@example.org", "dana@example.net"]);
  expect(note.parts.map(({ summary }) => summary)).toEqual(["Summary of Impromptu", "Summary of Renewal"]);
});

test("a person whose name only another recording knows has it", () => {
  const named = { ...source("Second", 20), attendees: [{ name: "Ben Buyer", email: "ben@example.org" }] };
  expect(composeNote(id, [source("First", 0, "ben@example.org"), named]).attendees).toEqual([
    { name: "Ben Buyer", email: "ben@example.org" },
  ]);
});

test("the same recordings make the same text, in whatever order the others come", () => {
  const leading = source("a", 0, "a@example.org");
  // At the same time: whose summary fills in must not depend on the order either.
  const others = [source("b", 20, "b@example.org"), source("c", 20, "c@example.org"), source("d", 40, "d@example.org")];
  const text = noteText(composeNote(id, [leading, ...others]));
  expect(noteText(composeNote(id, [leading, ...others.toReversed()]))).toBe(text);
  expect(noteText(composeNote(id, [{ ...leading }, ...structuredClone(others)]))).toBe(text);
});

test("a recording that comes later changes the text", () => {
  const leading = source("a", 0);
  expect(noteText(composeNote(id, [leading, source("b", 20)]))).not.toBe(noteText(composeNote(id, [leading])));
});
