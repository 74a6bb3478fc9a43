import { expect, test } from "vitest";
import { readActionItems, readCandidates, readTranscript } from "./stored.ts";

test("a transcript is read, dropping keys of a newer version", () => {
  const segment = { speaker: "Ana", email: null, text: "Hello", atSeconds: 7 };
  expect(readTranscript([{ ...segment, mood: "calm" }])).toEqual([segment]);
});

test("nothing there is not the same as an empty list", () => {
  expect([readTranscript(null), readActionItems([])]).toEqual([null, []]);
});

test.each([["text"], [{ a: 1 }], [[{ id: 1 }]]])("what does not fit (%j) is unreadable, and harmless", (value) => {
  expect([readTranscript(value), readActionItems(value), readCandidates(value)]).toEqual(Array(3).fill("unreadable"));
});
