import { expect, test } from "vitest";
import { awaitPath, takeAwaitedPath } from "./awaited-path.ts";
import { safeNextPath } from "./next-path.ts";

const start = safeNextPath(undefined);

test("where a person wanted to go is known when they come from a message, once, and never another site", () => {
  const kept = new Map<string, string>();
  const place = () => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  awaitPath("/invitation?token=abc", place);
  expect(takeAwaitedPath(place)).toBe("/invitation?token=abc");
  expect(takeAwaitedPath(place)).toBe(start);
  awaitPath("//evil.example.com", place);
  expect(takeAwaitedPath(place)).toBe(start);
  awaitPath("/settings", place);
  awaitPath(undefined, place);
  expect(takeAwaitedPath(place)).toBe(start);
});

test("a browser that keeps nothing breaks nothing", () => {
  const place = (): Storage => {
    throw new Error("denied");
  };
  expect(() => awaitPath("/settings", place)).not.toThrow();
  expect(takeAwaitedPath(place)).toBe(start);
});
