import { expect, test } from "vitest";
import { coverageOf, coverageSentence, sortedByNeed } from "./coverage-words.ts";

const recorded = "2026-11-20T10:00:00Z";
const person = (email: string, coverage: string, last_recorded_at: string | null = null) => ({
  email,
  coverage,
  last_recorded_at,
});

test("only who was seen recording and is not connected is a gap", () => {
  expect(coverageOf(person("bo@example.com", "not_connected", recorded))).toBe("gap");
  expect(coverageOf(person("bo@example.com", "not_connected"))).toBe("idle");
  expect(coverageOf(person("bo@example.com", "connected"))).toBe("connected");
});

test("a coverage that this client does not know yet is shown as a gap rather than as fine", () => {
  expect(coverageOf(person("bo@example.com", "half_connected", recorded))).toBe("gap");
});

test("what needs a person comes first", () => {
  const people = [
    person("a@example.com", "connected"),
    person("b@example.com", "not_connected"),
    person("c@example.com", "quiet"),
    person("d@example.com", "not_connected", recorded),
    person("e@example.com", "needs_attention"),
  ];
  expect(sortedByNeed(people).map(({ email }) => email[0])).toEqual(["d", "e", "c", "a", "b"]);
});

test.each([
  [[], "Nobody has been seen recording yet."],
  [[person("b@example.com", "not_connected")], "Nobody has been seen recording yet."],
  [[person("a@example.com", "connected")], "The one who records is connected."],
  [[person("a@example.com", "connected"), person("c@example.com", "quiet")], "All who record are connected."],
  [
    [person("a@example.com", "connected"), person("d@example.com", "not_connected", recorded)],
    "1 of 2 who record is not connected: what they record comes only if it is shared.",
  ],
])("%j in a sentence", (people, sentence) => {
  expect(coverageSentence(people)).toBe(sentence);
});
