import { expect, test } from "vitest";
import { shorten } from "./shorten.ts";

test("a short text stays as it is", () => {
  expect(shorten("Kick-off", 20)).toBe("Kick-off");
});

test("a title of 200 kB becomes one of at most the length asked for, with a sign that it was cut", () => {
  const short = shorten("x".repeat(200_000), 120);
  expect(short).toHaveLength(120);
  expect(short.endsWith("…")).toBe(true);
});

test("no emoji is cut in half", () => {
  expect(shorten("🙂".repeat(50), 10)).toBe(`${"🙂".repeat(9)}…`);
});
