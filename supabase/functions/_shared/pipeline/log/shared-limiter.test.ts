import { describe, expect, test } from "vitest";
import { type Database, DatabaseError } from "../../platform/database.ts";
import { createSharedLimiter } from "./shared-limiter.ts";

type Answer = object | Error;
const granted = (...waitsMs: (number | null)[]): Answer => ({ waitsMs });
const paused = (pausedMs: number, pausedBecause = "asked_to_wait"): Answer => ({ pausedMs, pausedBecause });

/** A limiter whose reservations get these answers, one after the other; the test lets time pass and answers arrive. */
const limiterOf = (...answers: Answer[]) => {
  const calls: { name: string; args: Record<string, unknown> }[] = [];
  const sleeps: number[] = [];
  /** While this is set, no reservation is answered. */
  let gate: Promise<void> | null = null;
  let wake: () => void = () => undefined;
  let isSleeping = true;
  let time = 0;
  const rpc = async (name: string, args: Record<string, unknown>) => {
    calls.push({ name, args });
    const answer = name === "reserve_calls" ? answers.shift() : null;
    await gate;
    if (answer instanceof Error) return { data: null, error: { code: "53300", message: "full" }, status: 503 };
    if (answer === undefined) throw new Error("asked once too often");
    return { data: answer, error: null, status: 200 };
  };
  const clock = {
    now: () => new Date(time),
    random: () => 0.5,
    sleep: async (ms: number) => {
      sleeps.push(ms);
      time += ms;
      if (!isSleeping) await new Promise(() => undefined);
    },
  };
  const limiter = createSharedLimiter({
    database: { rpc } as unknown as Database,
    clock,
    connectionId: "c",
    sealedToken: "sealed",
  });
  const never = new AbortController().signal;
  return {
    limiter,
    sleeps,
    search: (signal = never) => limiter.acquire(true, signal),
    other: (signal = never) => limiter.acquire(false, signal),
    /** The kinds of each reservation. */
    reserved: () => calls.filter(({ name }) => name === "reserve_calls").map(({ args }) => args["kinds"]),
    paused: () => calls.filter(({ name }) => name === "pause_connection").map(({ args }) => args),
    holdAnswers: () => void (gate = new Promise((resolve) => (wake = resolve))),
    letAnswersGo: () => (wake(), (gate = null)),
    stopTheClock: () => void (isSleeping = false),
  };
};

const go = { granted: true };

describe("asking the database for places", () => {
  test("calls of one moment are one reservation", async () => {
    const { search, other, reserved } = limiterOf(granted(0, 0, 0));
    expect(await Promise.all([search(), other(), search()])).toEqual([go, go, go]);
    expect(reserved()).toEqual([["search", "other", "search"]]);
  });

  test("what is asked for while a reservation is under way is the next one, all of it together", async () => {
    const { search, other, reserved, holdAnswers, letAnswersGo } = limiterOf(granted(0), granted(0, 0, 0), granted(0));
    holdAnswers();
    const first = search();
    await Promise.resolve();
    await Promise.resolve();
    const more = [search(), other(), search()];
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(reserved()).toEqual([["search"]]);
    letAnswersGo();
    expect(await Promise.all([first, ...more])).toEqual([go, go, go, go]);
    expect(reserved()).toEqual([["search"], ["search", "other", "search"]]);
    expect(await other()).toEqual(go);
    expect(reserved()).toHaveLength(3);
  });

  test("everybody gets their own place, not their neighbour's", async () => {
    const { search, sleeps } = limiterOf(granted(0, 400, null));
    expect(await Promise.all([search(), search(), search()])).toEqual([
      go,
      go,
      { granted: false, because: "busy", retryAfterMs: 5000 },
    ]);
    expect(sleeps).toEqual([400]);
  });

  test("a database that fails is told to those who asked, and nobody after them", async () => {
    const { search } = limiterOf(new Error("away"), granted(0));
    const asked = await Promise.allSettled([search(), search()]);
    for (const one of asked) expect(one).toMatchObject({ status: "rejected", reason: expect.any(DatabaseError) });
    expect(await search()).toEqual(go);
  });

  test("one that fails while others are waiting to ask does not fail them", async () => {
    const { search, holdAnswers, letAnswersGo } = limiterOf(new Error("away"), granted(0));
    holdAnswers();
    const first = search();
    await new Promise((resolve) => setTimeout(resolve, 1));
    const second = search();
    letAnswersGo();
    await expect(first).rejects.toThrow(DatabaseError);
    expect(await second).toEqual(go);
  });
});

describe("waiting for one's turn", () => {
  test("whoever has to wait asks once more before their turn, without taking another place", async () => {
    const { search, reserved, sleeps } = limiterOf(granted(1500), granted());
    expect(await search()).toEqual(go);
    expect([sleeps, reserved()]).toEqual([
      [1000, 500],
      [["search"], []],
    ]);
  });

  test("for a moment's wait nobody asks twice", async () => {
    const { search, reserved, sleeps } = limiterOf(granted(500));
    expect(await search()).toEqual(go);
    expect([sleeps, reserved()]).toEqual([[500], [["search"]]]);
  });

  test("a place that was given out before a pause is not used in it", async () => {
    const { search } = limiterOf(granted(1500), paused(3_600_000, "daily_budget"));
    expect(await search()).toEqual({ granted: false, because: "daily_budget", retryAfterMs: 3_600_000 });
  });

  test("twenty who waited for the same moment ask together", async () => {
    const { search, reserved } = limiterOf(granted(...Array(20).fill(900)), granted());
    expect(await Promise.all(Array.from({ length: 20 }, () => search()))).toEqual(Array(20).fill(go));
    expect(reserved()).toHaveLength(2);
  });

  test("more than 20 s is told, not waited for: the line will have moved on", async () => {
    const { search, sleeps } = limiterOf(granted(null));
    expect(await search()).toEqual({ granted: false, because: "busy", retryAfterMs: 5000 });
    expect(sleeps).toEqual([]);
  });
});

describe("while the CRM wants no calls", () => {
  test("a short pause is slept through, not by all for the same time, and then a place is asked for", async () => {
    const { search, sleeps, reserved } = limiterOf(paused(2000), granted(0));
    expect(await search()).toEqual(go);
    expect(sleeps).toEqual([2200]);
    expect(reserved()).toEqual([["search"], ["search"]]);
  });

  test("three short ones, and no more", async () => {
    const { search, sleeps } = limiterOf(paused(2000), paused(2000), paused(2000), paused(2000));
    expect(await search()).toEqual({ granted: false, because: "asked_to_wait", retryAfterMs: 2000 });
    expect(sleeps).toHaveLength(3);
  });

  test.each([
    ["asked_to_wait", 8000],
    ["daily_budget", 3_600_000],
    ["shut_out", 600_000],
  ])("a long one is told at once, with the reason (%s)", async (because, ms) => {
    const { search, sleeps } = limiterOf(paused(ms, because));
    expect(await search()).toEqual({ granted: false, because, retryAfterMs: ms });
    expect(sleeps).toEqual([]);
  });

  test("it is said for this token, in whole milliseconds", async () => {
    const { limiter, paused: said } = limiterOf();
    await limiter.pause(1999.2, "asked_to_wait");
    expect(said()).toEqual([{ connection: "c", used_token: "sealed", pause_ms: 2000, because: "asked_to_wait" }]);
  });
});

describe("a job that is given up", () => {
  const gaveUp = { granted: false, because: "gave_up_waiting", retryAfterMs: 0 };

  test("asks for nothing any more", async () => {
    const { search, reserved } = limiterOf();
    expect(await search(AbortSignal.abort())).toEqual(gaveUp);
    expect(reserved()).toEqual([]);
  });

  test.each([
    ["its turn", granted(15_000)],
    ["the end of a pause", paused(3000)],
  ])("does not wait for %s", async (_, answer) => {
    const { search, sleeps, stopTheClock } = limiterOf(answer);
    stopTheClock();
    const controller = new AbortController();
    const asked = search(controller.signal);
    await expect.poll(() => sleeps.length).toBe(1);
    controller.abort();
    expect(await asked).toEqual(gaveUp);
  });
});
