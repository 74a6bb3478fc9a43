import { expect, test } from "vitest";
import { createRateLimiter } from "./rate-limiter.ts";

const virtualClock = () => {
  let time = 0;
  const slept: number[] = [];
  return {
    slept,
    at: () => time,
    now: () => new Date(time),
    sleep: async (ms: number) => {
      slept.push(ms);
      time += ms;
    },
  };
};

const { signal } = new AbortController();

test("below the limit nothing waits", async () => {
  const clock = virtualClock();
  const limiter = createRateLimiter(clock);
  await Promise.all(Array.from({ length: 10 }, () => limiter.acquire(true, signal)));
  await Promise.all(Array.from({ length: 10 }, () => limiter.acquire(false, signal)));
  expect(clock.slept).toEqual([]);
});

test("in no 2 s are there more than 10 searches or 20 calls, and the first come goes first", async () => {
  const clock = virtualClock();
  const limiter = createRateLimiter(clock);
  const sent: { number: number; at: number; search: boolean }[] = [];
  await Promise.all(
    Array.from({ length: 120 }, async (_, number) => {
      const search = number % 3 !== 0;
      await limiter.acquire(search, signal);
      sent.push({ number, at: clock.at(), search });
    }),
  );
  expect(sent.map(({ number }) => number)).toEqual(Array.from({ length: 120 }, (_, number) => number));
  for (const { at } of sent) {
    const window = sent.filter((other) => other.at >= at && other.at < at + 2_000);
    expect(window.length).toBeLessThanOrEqual(20);
    expect(window.filter(({ search }) => search).length).toBeLessThanOrEqual(10);
  }
});

test("a caller who gives up while waiting neither goes nor holds up the next", async () => {
  const clock = virtualClock();
  const limiter = createRateLimiter({ ...clock, sleep: () => new Promise(() => undefined) });
  for (let call = 0; call < 20; call += 1) await limiter.acquire(false, signal);
  const givesUp = new AbortController();
  const waiting = limiter.acquire(false, givesUp.signal);
  await Promise.resolve();
  givesUp.abort();
  expect(await waiting).toBe(false);
  expect(await limiter.acquire(false, givesUp.signal)).toBe(false);
});
