import { expect, test } from "vitest";
import { knownTriggers, TRIGGERS, triggersInWords, USUAL_TRIGGERS } from "./triggers.ts";

test("what an account brings is told in a fixed order", () => {
  expect(triggersInWords(["shared_external_recordings", "my_recordings"])).toBe("own recordings, shared from outside");
});

test("a trigger that this client does not know is left out", () => {
  expect(knownTriggers(["everything", "my_recordings"])).toEqual(["my_recordings"]);
  expect(triggersInWords(["everything"])).toBe("");
});

test("what needs the Team plan is not ticked at first", () => {
  expect(USUAL_TRIGGERS.filter((trigger) => trigger.includes("team"))).toEqual([]);
  expect(knownTriggers(TRIGGERS)).toEqual([...TRIGGERS]);
});
