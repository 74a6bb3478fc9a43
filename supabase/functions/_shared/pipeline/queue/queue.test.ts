import { describe, expect, test } from "vitest";
import { createBackoff } from "./backoff.ts";
import { createWorkerBell } from "./ring-worker.ts";

describe("waiting between tries", () => {
  const minute = 60_000;
  const backoffMs = (attempt: number, retryAfterMs: number | null, random: number, scale = 1) =>
    createBackoff({ random: () => random, scale })(attempt, retryAfterMs);
  test.each([
    [1, 5000],
    [2, 5 * minute],
    [3, 30 * minute],
    [4, 120 * minute],
    [5, 300 * minute],
    [6, 600 * minute],
    [7, 600 * minute],
  ])("after try %i about %i ms, 20 %% more or less", (attempt, ms) => {
    expect(backoffMs(attempt, null, 0.5)).toBe(ms);
    expect(backoffMs(attempt, null, 0)).toBeCloseTo(ms * 0.8);
    expect(backoffMs(attempt, null, 0.999_999)).toBeCloseTo(ms * 1.2, -2);
  });

  test("what the other side asks for wins, but not over the end", () => {
    expect(backoffMs(1, 61_000, 0.5)).toBe(61_000);
    expect(backoffMs(8, 61_000, 0.5)).toBeNull();
    expect(backoffMs(1, 48 * 60 * minute, 0.5)).toBe(24 * 60 * minute);
  });

  test("scaled, the schedule gets shorter and what the other side asks for does not", () => {
    expect(backoffMs(2, null, 0.5, 0.001)).toBe(300);
    expect(backoffMs(2, 61_000, 0.5, 0.001)).toBe(61_000);
    expect(backoffMs(8, null, 0.5, 0.001)).toBeNull();
  });
});

describe("the worker's bell", () => {
  test("rings once for many deliveries, and once more for those that came while it rang", async () => {
    const answers: (() => void)[] = [];
    const seen: { url: string; apikey: string | null }[] = [];
    const fetch = (input: unknown, init?: RequestInit) => {
      seen.push({ url: String(input), apikey: new Headers(init?.headers).get("apikey") });
      return new Promise<Response>((resolve) => answers.push(() => resolve(new Response("{}"))));
    };
    const ring = createWorkerBell({ supabaseUrl: "http://localhost", automationsKey: "sb_secret_x" }, fetch);
    for (let delivery = 0; delivery < 50; delivery++) ring();
    expect(seen).toEqual([{ url: "http://localhost/functions/v1/worker", apikey: "sb_secret_x" }]);
    answers.shift()?.();
    await expect.poll(() => seen.length).toBe(2);
    answers.shift()?.();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(seen).toHaveLength(2);
  });

  test("that nobody hears harms nothing and rings again next time", async () => {
    let calls = 0;
    const fetch = () => {
      calls += 1;
      return Promise.reject(new Error("away"));
    };
    const ring = createWorkerBell({ supabaseUrl: "http://localhost", automationsKey: "k" }, fetch);
    ring();
    await new Promise((resolve) => setTimeout(resolve, 5));
    ring();
    await expect.poll(() => calls).toBe(2);
  });
});
