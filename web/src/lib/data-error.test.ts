import { describe, expect, test } from "vitest";
import { DataError, dataOf, describeError, isPassing } from "./data-error.ts";

describe("a reply of the data API", () => {
  test("gives its data", () => {
    expect(dataOf({ data: [1], error: null, status: 200 })).toEqual([1]);
  });

  test("throws its error with status and code", () => {
    const reply = { data: null, error: { message: "JWT expired", code: "PGRST301" }, status: 401 };
    expect(() => dataOf(reply)).toThrow(expect.objectContaining({ status: 401, code: "PGRST301" }));
  });
});

test("what can pass is tried again, what a person must change is not", () => {
  expect([0, 429, 500, 503].map((status) => isPassing(new DataError("", status, "")))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect([400, 401, 403, 404].map((status) => isPassing(new DataError("", status, "")))).toEqual(Array(4).fill(false));
});

test.each([0, 401, 403, 429, 500, 418])(
  "status %i has words that say what to do, and none of the server's",
  (status) => {
    const { title, advice } = describeError(new DataError("secret detail", status, ""));
    expect(title.length).toBeGreaterThan(5);
    expect(advice.length).toBeGreaterThan(5);
    expect(title + advice).not.toContain("secret detail");
  },
);
