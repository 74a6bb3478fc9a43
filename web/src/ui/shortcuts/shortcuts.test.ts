import { expect, test } from "vitest";
import { shortcutOf } from "./shortcuts.ts";

const press = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  defaultPrevented: false,
  ...more,
});
const run = () => undefined;
const next = { keys: ["j", "n"], does: "Next", run };
const listed = { keys: ["Enter"], does: "Open" };

test("a key does what was asked for last: what is on top of the page comes first", () => {
  const other = { keys: ["j"], does: "Next line", run };
  expect(shortcutOf([next, listed], press("n"), false)).toBe(next);
  expect(shortcutOf([next, other], press("j"), false)).toBe(other);
});

test.each([
  ["while somebody writes", press("j"), true],
  ["as part of a shortcut of the browser", press("j", { ctrlKey: true }), false],
  ["while a sign is being composed", press("j", { isComposing: true }), false],
  ["when somebody else has taken it", press("j", { defaultPrevented: true }), false],
  ["that is only listed", press("Enter"), false],
])("a key %s does nothing", (_, event, isWriting) => {
  expect(shortcutOf([next, listed], event, isWriting)).toBeUndefined();
});
