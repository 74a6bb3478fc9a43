import { fail, ok } from "@shared/platform/result.ts";
import { expect, test } from "vitest";
import { BEGINNING, type BatchProgress, pageSchema, runBatch } from "./run-batch.ts";

const pages = [
  { replayed: 200, running: 1, next: { afterId: "b" } },
  { replayed: 200, running: 0, next: { afterId: "c" } },
  { replayed: 7, running: 2, next: null },
];

const run = async (from: BatchProgress, answers: readonly (typeof pages)[number][], stopAfter = 99) => {
  const asked: unknown[] = [];
  const told: BatchProgress[] = [];
  const failure = await runBatch(
    async (next) => {
      asked.push(next);
      const page = answers[asked.length - 1];
      return page ? ok(page) : fail({ code: "unavailable", message: "Try again in a moment." });
    },
    from,
    (progress) => told.push(progress),
    () => told.length >= stopAfter,
  );
  return { asked, told, failure };
};

test("it calls with what the last answer said until nothing is left, and tells how many so far", async () => {
  const { asked, told, failure } = await run(BEGINNING, pages);
  expect(asked).toEqual([null, { afterId: "b" }, { afterId: "c" }]);
  expect(told.map(({ replayed }) => replayed)).toEqual([200, 400, 407]);
  expect(told.at(-1)).toEqual({ replayed: 407, running: 3, next: null, isDone: true });
  expect(failure).toBeNull();
});

test("after a failure it goes on where it was, and counts on", async () => {
  const first = await run(BEGINNING, pages.slice(0, 1));
  expect(first.failure?.code).toBe("unavailable");
  const second = await run(first.told.at(-1) ?? BEGINNING, pages.slice(1));
  expect(second.asked).toEqual([{ afterId: "b" }, { afterId: "c" }]);
  expect(second.told.at(-1)?.replayed).toBe(407);
});

test("it stops between two calls when it is told to", async () => {
  const { asked, failure } = await run(BEGINNING, pages, 1);
  expect([asked.length, failure]).toEqual([1, null]);
});

test("an answer need not say how many are running", () => {
  expect(pageSchema.parse({ replayed: 1, next: null })).toEqual({ replayed: 1, running: 0, next: null });
});
