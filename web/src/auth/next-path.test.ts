import { expect, test } from "vitest";
import { nextSearch, safeNextPath } from "./next-path.ts";

test.each(["/meetings/4f0c", "/meetings?page=3", "/settings#pipedrive"])("%s is where one goes back to", (path) => {
  expect(safeNextPath(path)).toBe(path);
});

test.each([
  "https://evil.example.com/",
  "//evil.example.com/",
  "/\\evil.example.com",
  "/\t/evil.example.com",
  "/.//evil.example.com",
  "javascript:alert(1)",
  "meetings",
  "/sign-in?next=/sign-in",
  "/sign-up",
  "/",
  "",
  42,
  undefined,
])("%j leads to the overview", (path) => {
  expect(safeNextPath(path)).toBe("/overview");
});

test("the overview needs no parameter", () => {
  expect(nextSearch("/overview")).toEqual({});
  expect(nextSearch("/settings")).toEqual({ next: "/settings" });
});
