import { expect, test } from "vitest";
import { headerText } from "./list-refused.ts";

test("headers are a line each, without those that were not there", () => {
  expect(headerText({ "content-type": "text/plain", "webhook-id": null, "webhook-signature": "(present)" })).toBe(
    "content-type: text/plain\nwebhook-signature: (present)",
  );
});

test.each([null, "text", [1], undefined])("what is no list of headers (%j) is nothing", (value) => {
  expect(headerText(value)).toBe("");
});
