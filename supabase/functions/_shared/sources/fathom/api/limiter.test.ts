import { beforeEach, describe, expect, test } from "vitest";
import { createLocalLimiter, type FathomLimiter } from "./limiter.ts";

let time = 0;
let slept: number[] = [];
const clock = {
  now: () => new Date(time),
  sleep: async (ms: number) => {
    slept.push(ms);
    time += ms;
  },
};
let limiter: FathomLimiter;
const { signal } = new AbortController();

beforeEach(() => {
  time = Date.parse("2026-08-20T16:00:00Z");
  slept = [];
  limiter = createLocalLimiter(clock);
});

const ask = (heavy = false) => limiter.acquire(heavy, signal);
/** How many are granted at this moment, without waiting. */
const grantedNow = async (heavy = false): Promise<number> => {
  let granted = 0;
  while (granted < 1000) {
    const before = time;
    const leave = await ask(heavy);
    if (!leave.granted || time !== before) return granted;
    granted += 1;
  }
  return granted;
};
const answered = (said: Partial<Parameters<FathomLimiter["observe"]>[0]>) =>
  limiter.observe({
    heavy: false,
    limit: null,
    remaining: null,
    resetMs: null,
    status: 200,
    retryAfterMs: null,
    ...said,
  });

describe("without a word from Fathom", () => {
  test("60 calls are granted at once, and then none for a minute", async () => {
    expect(await grantedNow()).toBe(60);
    expect(await ask()).toEqual({ granted: false, retryAfterMs: 60_500 });
    time += 60_000;
    expect(slept).toEqual([]);
    expect(await grantedNow()).toBe(0);
    expect(slept).toEqual([500]);
  });

  test("30 of them may be heavy, and the light ones do not wait for those", async () => {
    expect(await grantedNow(true)).toBe(30);
    expect(await grantedNow(false)).toBe(30);
    expect(await ask(true)).toMatchObject({ granted: false });
  });

  test("never are there more than 60, and 30 heavy, in any minute of an hour", async () => {
    limiter = createLocalLimiter(clock, { longestWaitMs: 61_000 });
    const grants: { at: number; heavy: boolean }[] = [];
    const start = time;
    for (let call = 0; time < start + 3_600_000; call += 1) {
      const heavy = call % 3 !== 0;
      expect(await ask(heavy)).toEqual({ granted: true });
      grants.push({ at: time, heavy });
      time += (call * 7919) % 900;
    }
    for (const { at } of grants) {
      const minute = grants.filter((grant) => grant.at >= at && grant.at < at + 60_000);
      expect(minute.length).toBeLessThanOrEqual(60);
      expect(minute.filter((grant) => grant.heavy).length).toBeLessThanOrEqual(30);
    }
    // Two of three are heavy: 45 a minute is what the heavy limit leaves.
    expect(grants.length).toBeGreaterThan(2600);
  });
});

describe("waiting", () => {
  test("is done for as long as it was allowed to, and not begun when that is not enough", async () => {
    expect(await grantedNow()).toBe(60);
    time += 40_499;
    expect(await ask()).toEqual({ granted: false, retryAfterMs: 20_001 });
    expect(slept).toEqual([]);
    time += 1;
    expect(await ask()).toEqual({ granted: true });
    expect(slept).toEqual([20_000]);
  });

  test("ends with whoever waits", async () => {
    const controller = new AbortController();
    const sleepless = createLocalLimiter({ ...clock, sleep: () => new Promise(() => undefined) });
    await sleepless.observe({ heavy: false, limit: 60, remaining: 0, resetMs: 9000, status: 200, retryAfterMs: null });
    const leave = sleepless.acquire(false, controller.signal);
    controller.abort();
    expect(await leave).toEqual({ granted: false, retryAfterMs: 9000 });
  });

  test("of several at once ends with a call each, not with more than there is room for", async () => {
    limiter = createLocalLimiter(clock, { longestWaitMs: 0 });
    await answered({ limit: 2 });
    const leaves = await Promise.all([ask(), ask(), ask()]);
    expect(leaves.map(({ granted }) => granted)).toEqual([true, true, false]);
  });
});

describe("what Fathom says", () => {
  test("lowers the limit of heavy calls to 5, and raises it again, but never above what is documented", async () => {
    await answered({ heavy: true, limit: 5 });
    expect(await grantedNow(true)).toBe(5);
    await answered({ heavy: true, limit: 30 });
    expect(await grantedNow(true)).toBe(25);
    await answered({ heavy: false, limit: 1000 });
    expect(await grantedNow()).toBe(30);
  });

  test("of a limit above the heavy one is about all calls", async () => {
    await answered({ heavy: true, limit: 60, remaining: 0, resetMs: 30_000 });
    expect(await ask()).toEqual({ granted: false, retryAfterMs: 30_000 });
  });

  test("is left counts the calls of others with the same key, until the window ends", async () => {
    await answered({ limit: 60, remaining: 3, resetMs: 30_000 });
    expect(await grantedNow()).toBe(3);
    expect(await ask()).toEqual({ granted: false, retryAfterMs: 30_000 });
    time += 30_000;
    expect(await grantedNow()).toBe(57);
  });

  test("of nothing left is no reason to wait when it does not say for how long", async () => {
    await answered({ remaining: 0 });
    expect(await ask()).toEqual({ granted: true });
  });

  test("of too many calls stops them for as long as it asks", async () => {
    await answered({ status: 429, retryAfterMs: 45_000 });
    expect(await ask()).toEqual({ granted: false, retryAfterMs: 45_000 });
    expect(await ask(true)).toEqual({ granted: false, retryAfterMs: 45_000 });
    time += 45_000;
    expect(await ask()).toEqual({ granted: true });
  });

  test("of too many heavy calls stops those alone, for a minute when it does not say for how long", async () => {
    await answered({ heavy: true, status: 429 });
    expect(await ask(true)).toEqual({ granted: false, retryAfterMs: 60_000 });
    expect(await ask()).toEqual({ granted: true });
  });

  test("of a limit of none still lets a call a minute through, which may learn better", async () => {
    await answered({ limit: 0 });
    expect(await grantedNow()).toBe(1);
  });
});
