import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { supervise } from "./supervise.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A program whose every start and end the test decides about. */
const setUp = ({ isReady = true, beforeRestart = () => Promise.resolve() } = {}) => {
  const ends: ((sentence: string) => void)[] = [];
  const said: string[] = [];
  const supervised = supervise({
    start: (onEnd) => {
      ends.push(onEnd);
      const child = {
        name: "worker",
        pid: 1,
        exited: new Promise<void>(() => undefined),
        stop: () => Promise.resolve(),
        kill: () => Promise.resolve(onEnd("worker ended.")),
      };
      return { child, ready: isReady ? Promise.resolve() : new Promise<void>(() => undefined) };
    },
    beforeRestart,
    onRestart: (sentence) => said.push(`restart: ${sentence}`),
    onCrash: (sentence) => said.push(`crash: ${sentence}`),
  });
  return { supervised, ends, said, starts: () => ends.length };
};

describe("a function that ends", () => {
  test("is started again at once, and that is said", async () => {
    const { supervised, said, starts } = setUp();
    await supervised.ready;
    await supervised.kill();
    await vi.advanceTimersByTimeAsync(100);
    expect(starts()).toBe(2);
    expect(said).toEqual(["restart: worker ended. It is started again."]);
  });

  test("is started when what has to be done before has succeeded, however often that fails", async () => {
    const beforeRestart = vi
      .fn<() => Promise<void>>()
      .mockRejectedValueOnce(new Error("the database is away"))
      .mockResolvedValue();
    const { supervised, starts } = setUp({ beforeRestart });
    await supervised.ready;
    await supervised.kill();
    await vi.advanceTimersByTimeAsync(100);
    expect(starts()).toBe(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(starts()).toBe(2);
    expect(beforeRestart).toHaveBeenCalledTimes(2);
  });

  test("is given up when it ends five times within a minute", async () => {
    const { supervised, said, starts } = setUp();
    await supervised.ready;
    for (let end = 0; end < 5; end += 1) {
      await supervised.kill();
      await vi.advanceTimersByTimeAsync(3000);
    }
    expect(starts()).toBe(5);
    expect(said.at(-1)).toBe("crash: worker ended. It was the 5th time within a minute.");
  });

  test("may end as often as it likes in an hour", async () => {
    const { supervised, said } = setUp();
    await supervised.ready;
    for (let end = 0; end < 20; end += 1) {
      await supervised.kill();
      await vi.advanceTimersByTimeAsync(20_000);
    }
    expect(said.filter((sentence) => sentence.startsWith("crash"))).toEqual([]);
  });

  test("before it was ever ready is broken", async () => {
    const { supervised, said, starts } = setUp({ isReady: false });
    await supervised.kill();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(starts()).toBe(1);
    expect(said).toEqual(["crash: worker ended."]);
  });

  test("because it was stopped stays away", async () => {
    const { supervised, said, starts } = setUp();
    await supervised.ready;
    await supervised.kill();
    await supervised.stop("SIGTERM");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(starts()).toBe(1);
    expect(said).toHaveLength(1);
  });
});
