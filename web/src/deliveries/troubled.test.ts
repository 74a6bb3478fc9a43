import { expect, test } from "vitest";
import { troubleSentence } from "./troubled.ts";

test.each([
  ["unreadable", "unknown_shape: The delivery holds no meeting.", "The delivery holds no meeting."],
  ["unreadable", null, "Its content is of a kind that Debrief does not know."],
  ["dead", "Pipedrive did not answer.", "Given up after the last try. Pipedrive did not answer."],
  ["dead", "", "Given up after the last try."],
])("a delivery that is %s because of %j says: %s", (state, error, sentence) => {
  expect(troubleSentence(state, error)).toBe(sentence);
});
