import { expect, test } from "vitest";
import { chooseWorkspace, chosenWorkspace, pickMembership } from "./chosen-workspace.ts";

const first = { workspace_id: "first" };
const second = { workspace_id: "second" };

test("a workspace that was chosen is remembered", () => {
  const kept = new Map<string, string>();
  const place = () => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  expect(chosenWorkspace(place)).toBeNull();
  chooseWorkspace("second", place);
  expect(chosenWorkspace(place)).toBe("second");
});

test("a browser that keeps nothing breaks nothing", () => {
  const place = (): Storage => {
    throw new Error("denied");
  };
  expect(() => chooseWorkspace("second", place)).not.toThrow();
  expect(chosenWorkspace(place)).toBeNull();
});

test("the chosen workspace is shown, else the first; one that a person is not in any more is no choice", () => {
  expect(pickMembership([first, second], "second")).toBe(second);
  expect(pickMembership([first, second], null)).toBe(first);
  expect(pickMembership([first, second], "gone")).toBe(first);
  expect(pickMembership([], "second")).toBeNull();
});
