import { describe, expect, test } from "vitest";
import type { Call } from "./call.ts";
import { failureOf } from "./failure.ts";

const quota = { limit: null, remaining: null, resetMs: null, retryAfterMs: null };
const read: Call = { method: "GET", path: "/meetings", heavy: false };
const write: Call = { method: "POST", path: "/webhooks", heavy: false };
const removal: Call = { method: "DELETE", path: "/webhooks/x", heavy: false };

describe("an answer", () => {
  test.each([200, 201, 202, 204])("of %i is a success", (status) => {
    for (const call of [read, write, removal]) expect(failureOf(call, status, quota)).toBeNull();
  });

  test.each([
    [301, "unavailable", "unavailable"],
    [304, "unavailable", "unavailable"],
    [400, "rejected", "rejected"],
    [401, "unauthorized", "unauthorized"],
    [402, "forbidden", "forbidden"],
    [403, "forbidden", "forbidden"],
    [404, "not_found", "not_found"],
    [405, "rejected", "rejected"],
    [408, "unavailable", "uncertain"],
    [410, "not_found", "not_found"],
    [414, "rejected", "rejected"],
    [422, "rejected", "rejected"],
    [429, "rate_limited", "rate_limited"],
    [500, "unavailable", "uncertain"],
    [503, "unavailable", "uncertain"],
    [599, "unavailable", "uncertain"],
  ])("of %i is %s to a read or a removal and %s to a new webhook", (status, ofRead, ofWrite) => {
    expect(failureOf(read, status, quota)).toMatchObject({ kind: ofRead, status });
    expect(failureOf(removal, status, quota)).toMatchObject({ kind: ofRead, status });
    expect(failureOf(write, status, quota)).toMatchObject({ kind: ofWrite, status });
  });

  test("that asks to wait says for how long: what it asks for, else until its window ends, else a minute", () => {
    const wait = (more: object) => failureOf(read, 429, { ...quota, ...more })?.message;
    expect(wait({ retryAfterMs: 17_000, resetMs: 42_000 })).toBe("Rate limit exceeded. Try again in 17 seconds.");
    expect(wait({ resetMs: 41_200 })).toBe("Rate limit exceeded. Try again in 42 seconds.");
    expect(wait({})).toBe("Rate limit exceeded. Try again in 60 seconds.");
  });

  test("that refuses a webhook names what is refused to plans without a team", () => {
    expect(failureOf(write, 422, quota)?.message).toContain("need a Team plan: leave them out");
    expect(failureOf(read, 422, quota)?.message).not.toContain("Team plan");
  });
});
