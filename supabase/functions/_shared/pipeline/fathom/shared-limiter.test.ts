import { beforeEach, expect, test } from "vitest";
import type { Database } from "../../platform/database.ts";
import { createSharedLimiter } from "./shared-limiter.ts";

let calls: { name: string; args: Record<string, unknown> }[];
let answer: unknown;
let slept: number[];
beforeEach(() => {
  calls = [];
  slept = [];
  answer = { waitMs: 0 };
});

const limiter = () => {
  const rpc = async (name: string, args: Record<string, unknown>) => {
    calls.push({ name, args });
    return { data: name === "reserve_fathom_call" ? answer : null, error: null, status: 200 };
  };
  const clock = { sleep: async (ms: number) => void slept.push(ms) };
  return createSharedLimiter({ rpc } as unknown as Database, clock, "integration");
};
const signal = new AbortController().signal;
const quota = { limit: null, remaining: null, resetMs: null, retryAfterMs: null };

test("a place that is free is taken at once, a near one is waited for, a far one is not", async () => {
  expect(await limiter().acquire(true, signal)).toEqual({ granted: true });
  answer = { waitMs: 300 };
  expect(await limiter().acquire(false, signal)).toEqual({ granted: true });
  expect(slept).toEqual([300]);
  answer = { retryAfterMs: 42_000 };
  expect(await limiter().acquire(false, signal)).toEqual({ granted: false, retryAfterMs: 42_000 });
  expect(calls.map(({ args }) => args["is_heavy"])).toEqual([true, false, false]);
});

test("who gives up while waiting has no place", async () => {
  answer = { waitMs: 300 };
  expect(await limiter().acquire(false, AbortSignal.abort())).toEqual({ granted: false, retryAfterMs: 300 });
});

test("what Fathom says of its limits is passed on when it is news, and when no call is left", async () => {
  const shared = limiter();
  const said = async (more: Partial<typeof quota> & { heavy: boolean }) => {
    calls = [];
    await shared.observe({ ...quota, status: 200, ...more } as never);
    return calls.map(({ args }) => [args["is_heavy"], args["seen_limit"], args["none_for_ms"]]);
  };
  expect(await said({ heavy: true })).toEqual([]);
  expect(await said({ heavy: true, limit: 5, remaining: 3 } as never)).toEqual([[true, 5, 0]]);
  expect(await said({ heavy: true, limit: 5, remaining: 2 } as never)).toEqual([]);
  expect(await said({ heavy: true, limit: 5, remaining: 0, resetMs: 9000 } as never)).toEqual([[true, 5, 9000]]);
  // A limit above the heavy one is that of all calls.
  expect(await said({ heavy: true, limit: 60, remaining: 9 } as never)).toEqual([[false, 60, 0]]);
  expect(await said({ heavy: false, retryAfterMs: 30_000 } as never)).toEqual([[false, null, 30_000]]);
});
