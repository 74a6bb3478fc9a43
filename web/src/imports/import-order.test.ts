import { expect, test } from "vitest";
import { importOrder, today } from "./import-order.ts";

const choice = { extent: "usual", most: "20", since: "2026-11-03", writeNotes: true } as const;

test("only what was chosen is asked for", () => {
  expect(importOrder("id", choice)).toEqual({ integrationId: "id", writeNotes: true });
  expect(importOrder("id", { ...choice, extent: "most" })).toEqual({ integrationId: "id", writeNotes: true, most: 20 });
});

test("a day begins at midnight where the person is", () => {
  const { since } = importOrder("id", { ...choice, extent: "since", writeNotes: false });
  expect(since && new Date(since).getTime()).toBe(new Date(2026, 10, 3).getTime());
});

test("today is the day it is where the person is", () => {
  expect(today(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
});
