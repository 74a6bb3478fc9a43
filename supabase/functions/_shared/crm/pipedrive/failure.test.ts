import { describe, expect, test } from "vitest";
import type { Call } from "./call.ts";
import { failureOf } from "./failure.ts";

const read: Call = { method: "GET", path: "/api/v1/users/me" };
const write: Call = { method: "POST", path: "/api/v1/notes", namesRecord: true };
const now = new Date("2026-08-20T16:00:00Z");

const judge = (call: Call, status: number, text: string, headers: Record<string, string> = {}) =>
  failureOf(call, { status, headers: new Headers(headers), text }, now);

describe("an answer", () => {
  test("of any 2xx with JSON that does not say otherwise is a success", () => {
    expect(judge(write, 201, '{"success":true,"data":{"id":1}}')).toBeNull();
    expect(judge(read, 200, '{"data":{}}')).toBeNull();
  });

  test("of 200 that says success: false is a refusal, with the status the gateway's shape names", () => {
    expect(judge(write, 200, '{"success":false,"error":"no"}')).toMatchObject({ kind: "rejected", status: 200 });
    expect(judge(write, 200, '{"success":false,"errorCode":401}')).toMatchObject({ kind: "unauthorized" });
  });

  test.each([
    [400, "rejected", "rejected"],
    [401, "unauthorized", "unauthorized"],
    [402, "payment_required", "payment_required"],
    [403, "forbidden", "forbidden"],
    [404, "unauthorized", "gone"],
    [405, "rejected", "rejected"],
    [408, "unavailable", "uncertain"],
    [410, "unauthorized", "gone"],
    [413, "rejected", "rejected"],
    [422, "rejected", "rejected"],
    [429, "rate_limited", "rate_limited"],
    [500, "unavailable", "uncertain"],
    [501, "unavailable", "uncertain"],
    [503, "unavailable", "uncertain"],
    [302, "unauthorized", "unauthorized"],
    [0, "unauthorized", "unauthorized"],
  ])("of %i means %s for a call that names no record and %s for a note", (status, forRead, forWrite) => {
    for (const text of ['{"success":false,"error":"x","errorCode":1}', '{"error":{"deep":true},"code":7}', "[]", ""]) {
      expect(judge(read, status, text)).toMatchObject({ kind: forRead });
      expect(judge(write, status, text)).toMatchObject({ kind: forWrite });
    }
  });

  test("with a code of theirs repeats the code, but never their sentence", () => {
    const text = '{"success":false,"error":"ben.buyer@example.org is bad","code":"ERR_BAD_REQUEST"}';
    const failure = judge(write, 400, text);
    expect(failure).toMatchObject({ message: expect.stringContaining("ERR_BAD_REQUEST") });
    expect(JSON.stringify(failure)).not.toContain("ben.buyer");
    expect(JSON.stringify(judge(write, 400, '{"code":"ben.buyer@example.org"}'))).not.toContain("ben.buyer");
  });

  test("with Cloudflare's page is a shut-out of ten minutes, whatever it calls itself", () => {
    const expected = { kind: "rate_limited", status: 403, retryAfterMs: 600_000, daily: false };
    expect(judge(read, 403, "<!DOCTYPE html><html>", {})).toMatchObject(expected);
    expect(judge(write, 403, "", { "content-type": "text/html; charset=UTF-8" })).toMatchObject(expected);
  });
});

describe("429", () => {
  const limited = (headers: Record<string, string>, text = '{"error":"Request over limit"}') =>
    judge(read, 429, text, headers);

  test("says how long to wait: retry-after, else the window's end, else 2 s", () => {
    expect(limited({ "retry-after": "5", "x-ratelimit-reset": "1" })).toMatchObject({
      retryAfterMs: 5_000,
      daily: false,
    });
    expect(limited({ "x-ratelimit-reset": "1" })).toMatchObject({ retryAfterMs: 1_000, daily: false });
    expect(limited({})).toMatchObject({ retryAfterMs: 2_000, daily: false });
    expect(limited({ "retry-after": "soon" })).toMatchObject({ retryAfterMs: 2_000 });
    expect(limited({ "retry-after": "Thu, 20 Aug 2026 16:00:30 GMT" })).toMatchObject({ retryAfterMs: 30_000 });
    expect(limited({ "retry-after": "Thu, 20 Aug 2026 15:00:00 GMT" })).toMatchObject({ retryAfterMs: 0 });
  });

  test("asks for a day at most, however it is written", () => {
    for (const asked of ["9999999", "Fri, 31 Dec 9999 23:59:59 GMT"]) {
      expect(limited({ "retry-after": asked })).toMatchObject({ daily: true, retryAfterMs: 86_400_000 });
    }
  });

  test("is the day's budget by any one of three signs", () => {
    expect(limited({ "x-daily-ratelimit-token-remaining": "0" })).toMatchObject({
      daily: true,
      retryAfterMs: 3_600_000,
    });
    expect(limited({ "retry-after": "3939" })).toMatchObject({ daily: true, retryAfterMs: 3_939_000 });
    expect(limited({}, '{"error":"daily request budget exceeded"}')).toMatchObject({ daily: true });
  });
});
