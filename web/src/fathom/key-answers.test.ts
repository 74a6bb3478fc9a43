import { expect, test } from "vitest";
import { foundInWords, sortedPeople } from "./key-answers.ts";

test.each([
  [0, false, "no meetings found yet"],
  [1, false, "1 meeting found"],
  [15, false, "15 meetings found"],
  [60, true, "more than 60 meetings found"],
])("%i meetings, more: %s are told as %j", (meetings, more, words) => {
  expect(foundInWords({ meetings, more })).toBe(words);
});

test("whoever records most is named first, then members of the team", () => {
  const person = (email: string, recordings: number, isMember: boolean) => ({
    email,
    name: null,
    recordings,
    isMember,
  });
  const people = [
    person("guest@example.org", 0, false),
    person("bo@example.com", 0, true),
    person("ana@example.com", 9, true),
  ];
  expect(sortedPeople(people).map(({ email }) => email)).toEqual([
    "ana@example.com",
    "bo@example.com",
    "guest@example.org",
  ]);
});
