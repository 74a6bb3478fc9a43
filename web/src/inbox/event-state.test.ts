import { expect, test } from "vitest";
import { eventState, originWords, stateSentence, triesWords } from "./event-state.ts";

test.each([
  ["unreadable", "unknown_shape: The delivery holds no meeting.", "The delivery holds no meeting."],
  ["unreadable", null, "Its content is of a kind that Debrief does not know."],
  ["dead", "crm_unavailable: Pipedrive did not answer.", "Pipedrive did not answer."],
  ["dead", "  ", "It did not work after the last try."],
  ["retrying", "Pipedrive did not answer.", "Pipedrive did not answer."],
  // A reason that is left from before is not why it is well now.
  ["processed", "Pipedrive did not answer.", "Read, and everybody in it has an outcome."],
] as const)("%s because of %j is said as: %s", (state, error, sentence) => {
  expect(stateSentence(state, error)).toBe(sentence);
});

test("what is not known yet breaks nothing", () => {
  expect([eventState("parked"), eventState("toString"), originWords("pigeon"), originWords("toString")]).toEqual([
    "received",
    "received",
    "Another way",
    "Another way",
  ]);
});

test.each([
  [0, "0 tries"],
  [1, "1 try"],
  [8, "8 tries"],
])("%s: %s", (attempts, words) => expect(triesWords(attempts)).toBe(words));
