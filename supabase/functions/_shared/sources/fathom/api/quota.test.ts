import { describe, expect, test } from "vitest";
import { readQuota, waitOf } from "./quota.ts";

const now = new Date("2026-08-20T16:00:00Z");
const read = (headers: Record<string, string>) => readQuota(new Headers(headers), now);
const dayMs = 86_400_000;

describe("what an answer says about the limits", () => {
  test("is nothing without the headers", () => {
    expect(read({})).toEqual({ limit: null, remaining: null, resetMs: null, retryAfterMs: null });
  });

  test("is read from plain numbers, and from numbers with their rule behind", () => {
    expect(read({ "RateLimit-Limit": "60, 60;w=60", "RateLimit-Remaining": " 0 ", "RateLimit-Reset": "12.5" })).toEqual(
      {
        limit: 60,
        remaining: 0,
        resetMs: 12_500,
        retryAfterMs: null,
      },
    );
  });

  test.each(["", "many", "-1", "NaN", "1e9999", "0x10", "1.5.2"])("is not read from %j", (odd) => {
    const headers = { "RateLimit-Limit": odd, "RateLimit-Remaining": odd, "RateLimit-Reset": odd, "Retry-After": odd };
    expect(read(headers)).toEqual({ limit: null, remaining: null, resetMs: null, retryAfterMs: null });
  });

  test("is not a window that ends in the year 56,000: a time since 1970 is no number of seconds to wait", () => {
    expect(read({ "RateLimit-Reset": String(now.getTime() / 1000) }).resetMs).toBeNull();
  });
});

describe("Retry-After", () => {
  test.each([
    ["17", 17_000],
    ["0", 1000],
    ["0.2", 1000],
    ["999999999", dayMs],
    ["Thu, 20 Aug 2026 16:00:30 GMT", 30_000],
    ["Thu, 20 Aug 2026 15:00:00 GMT", 1000],
    ["Thu, 20 Aug 2099 15:00:00 GMT", dayMs],
  ])("of %j is a wait of %i ms: seconds or a date, from a second to a day", (text, ms) => {
    expect(read({ "Retry-After": text }).retryAfterMs).toBe(ms);
  });
});

describe("how long to wait after a refusal", () => {
  test("is at least a second, even when the window ends at once", () => {
    expect(waitOf({ retryAfterMs: null, resetMs: 0 })).toBe(1000);
  });
});
