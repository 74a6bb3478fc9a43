import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createGatherer } from "./gather.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const gathering = () => {
  const passed: number[][] = [];
  return { passed, ...createGatherer<number>((items) => void passed.push(items)) };
};

test("what comes together is passed on together, a quarter of a second after the first", () => {
  const { passed, add } = gathering();
  add(1);
  vi.advanceTimersByTime(200);
  add(2);
  expect(passed).toEqual([]);
  vi.advanceTimersByTime(50);
  expect(passed).toEqual([[1, 2]]);
});

test("a second change is passed on within a second", () => {
  const { passed, add } = gathering();
  add(1);
  vi.advanceTimersByTime(300);
  add(2);
  vi.advanceTimersByTime(1000);
  expect(passed).toEqual([[1], [2]]);
});

test("a flood of a minute is passed on hardly more often than a page would ask, and nothing of it is lost", () => {
  const { passed, add } = gathering();
  for (let count = 0; count < 600; count += 1) {
    add(count);
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(5_000);
  expect(passed.length).toBeLessThan(20);
  expect(passed.flat()).toHaveLength(600);
});

test("after a quiet while it is quick again", () => {
  const { passed, add } = gathering();
  for (let count = 0; count < 100; count += 1) {
    add(count);
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(10_000);
  const before = passed.length;
  add(1000);
  vi.advanceTimersByTime(250);
  expect(passed).toHaveLength(before + 1);
});

test("nothing is passed on once it has stopped", () => {
  const { passed, add, stop } = gathering();
  add(1);
  stop();
  vi.advanceTimersByTime(1000);
  expect(passed).toEqual([]);
});
