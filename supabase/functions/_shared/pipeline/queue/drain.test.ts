import { describe, expect, test, vi } from "vitest";
import { type Database, DatabaseError } from "../../platform/database.ts";
import type { LogFields } from "../../platform/log.ts";
import { SealError } from "../../platform/seal.ts";
import { createBackoff } from "./backoff.ts";
import { type JobHandler, drain } from "./drain.ts";
import { LeaseLost } from "./jobs.ts";

interface Row {
  id: string;
  kind?: string;
  workspace?: string;
  attempts?: number;
  claims?: number;
}

/** A queue that hands out these batches, one a claim, and writes down how each job ended. */
const queueOf = (...batches: (Row[] | Error)[]) => {
  const ends: string[] = [];
  const wanted: object[] = [];
  const rpc = async (name: string, args: { job?: string; failure?: string }) => {
    if (name !== "claim_jobs") {
      if (queue.refusals > 0) {
        queue.refusals -= 1;
        return { data: null, error: { code: "57P01", message: "shutting down" }, status: 503 };
      }
      ends.push(`${name} ${args.job}${args.failure ? `: ${args.failure}` : ""}`);
      return { data: true, error: null, status: 200 };
    }
    wanted.push(args);
    const batch = batches.shift() ?? [];
    if (batch instanceof Error) return { data: null, error: { code: "53300", message: "full" }, status: 503 };
    const rows = batch.map(({ id, kind = "store", workspace = "w", attempts = 1, claims = 1 }) => ({
      id,
      kind,
      workspace_id: workspace,
      lease_token: "l",
      attempts,
      claims,
      event_id: "e",
      meeting_id: null,
    }));
    return { data: rows, error: null, status: 200 };
  };
  /** So many ends are not taken: the database is away. */
  const queue = { ends, wanted, refusals: 0, database: { rpc } as unknown as Database };
  return queue;
};

const run = async (
  queue: ReturnType<typeof queueOf>,
  handler: JobHandler,
  sleep: (ms: number) => Promise<void> = () => new Promise(() => undefined),
) => {
  const lines: LogFields[] = [];
  const drained = drain({
    database: queue.database,
    clock: { now: () => new Date(0), random: () => 0.5, sleep },
    log: (fields) => void lines.push(fields),
    backoff: createBackoff({ random: () => 0.5, scale: 1 }),
    handlers: {
      store: handler,
      log: handler,
      alert: handler,
      delete_note: handler,
      import: handler,
      sweep: handler,
      remove_webhook: handler,
    },
    concurrency: 4,
    budgetMs: 1000,
  });
  return { counts: await drained, ends: queue.ends, lines };
};

/** Wakes up from the first sleep, and from no other: whatever comes after it must not need one. */
const sleepOnce = (): (() => Promise<void>) => {
  let sleeps = 0;
  return () => ((sleeps += 1) === 1 ? Promise.resolve() : new Promise(() => undefined));
};

describe("draining the queue", () => {
  test("nobody asks again when there was less than they asked for, until something has ended", async () => {
    let letGo = (): void => undefined;
    const slow = new Promise<void>((resolve) => (letGo = resolve));
    const queue = queueOf([{ id: "a" }, { id: "b" }]);
    const over = run(queue, async () => slow.then(() => ({ end: "done" as const })));
    await vi.waitUntil(() => queue.wanted.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(queue.wanted).toHaveLength(1);
    letGo();
    await over;
  });

  test("goes on until nothing is due, and counts", async () => {
    const { counts, ends } = await run(queueOf([{ id: "a" }, { id: "b" }], [{ id: "c" }]), async () => ({
      end: "done",
    }));
    expect(counts).toEqual({ claimed: 3, done: 3, failed: 0 });
    expect(ends).toEqual(["finish_job a", "finish_job b", "finish_job c"]);
  });

  test("what becomes due while a slow job runs does not wait for it", async () => {
    let letGo = (): void => undefined;
    const slow = new Promise<void>((resolve) => (letGo = resolve));
    const order: string[] = [];
    const handler: JobHandler = async ({ id }) => {
      if (id === "slow") await slow;
      order.push(id);
      if (id === "late") letGo();
      return { end: "done" };
    };
    await run(queueOf([{ id: "slow" }], [], [{ id: "late" }]), handler, async () => undefined);
    expect(order).toEqual(["late", "slow"]);
  });

  test.each([
    ["alone", async () => undefined],
    ["beside one that takes long", (ended: Promise<void>) => ended],
  ])("what a job leads to that ends while work is asked for is done at once, %s", async (_, takesLong) => {
    const done: string[] = [];
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    let begin = (): void => undefined;
    const asked = new Promise<void>((resolve) => (begin = resolve));
    const queue = queueOf([{ id: "store" }, { id: "other" }], [], [{ id: "log" }]);
    const { rpc } = queue.database as unknown as { rpc: (name: string, args: object) => Promise<unknown> };
    let claims = 0;
    queue.database = {
      rpc: async (name: string, args: object) => {
        const answer = await rpc(name, args);
        if (name === "claim_jobs" && (claims += 1) === 2) {
          // The answer is on its way when the job ends.
          begin();
          await vi.waitUntil(() => done.includes("store"));
        }
        return answer;
      },
    } as never;
    const handler: JobHandler = async ({ id }) => {
      if (id === "store") await asked;
      if (id === "other") await takesLong(ended);
      done.push(id);
      if (id === "log") end();
      return { end: "done" };
    };
    expect((await run(queue, handler, sleepOnce())).counts.done).toBe(3);
  });

  test("alerts that nobody answers hold up nothing else, however many they are", async () => {
    let letGo = (): void => undefined;
    const silence = new Promise<void>((resolve) => (letGo = resolve));
    const order: string[] = [];
    const handler: JobHandler = async ({ id, kind }) => {
      if (kind === "alert") await silence;
      order.push(id);
      if (id === "meeting") letGo();
      return { end: "done" };
    };
    const alerts = (name: string): Row[] =>
      Array.from({ length: 4 }, (_, index) => ({ id: `${name}${index}`, kind: "alert" }));
    const { counts } = await run(queueOf(alerts("a"), alerts("b"), [{ id: "meeting" }]), handler);
    expect([order[0], counts.done]).toEqual(["meeting", 9]);
  });

  test("the queue is told whose jobs are under way, alerts aside, and who had their turn last", async () => {
    let letGo = (): void => undefined;
    const slow = new Promise<void>((resolve) => (letGo = resolve));
    const queue = queueOf(
      [
        { id: "alert", kind: "alert", workspace: "v" },
        { id: "slow", workspace: "w" },
      ],
      [{ id: "last", workspace: "x" }],
    );
    const handler: JobHandler = async ({ id }) => {
      if (id === "last") letGo();
      else await slow;
      return { end: "done" };
    };
    await run(queue, handler, sleepOnce());
    expect(queue.wanted.slice(0, 3)).toEqual([
      { max_jobs: 4, lease_seconds: 90, held: [] },
      { max_jobs: 3, lease_seconds: 90, held: ["w"], after: "w" },
      expect.objectContaining({ after: "x" }),
    ]);
  });

  test("a handler that throws is tried again later, in words that hold no secret", async () => {
    const words = async (error: Error) => (await run(queueOf([{ id: "a" }]), () => Promise.reject(error))).ends;
    expect(await words(new TypeError("Ben Buyer is not a function"))).toEqual(["retry_job a: unexpected: TypeError"]);
    expect(await words(new SealError(null))).toEqual([
      "retry_job a: A stored secret could not be opened. Check DEBRIEF_ENCRYPTION_KEY.",
    ]);
    const failure = { kind: "unavailable", code: "57P01", message: "shutting down" } as const;
    expect(await words(new DatabaseError(failure))).toEqual(["retry_job a: database unavailable: 57P01"]);
  });

  test("after the last try it is given up", async () => {
    const { ends, counts } = await run(queueOf([{ id: "a", attempts: 8 }]), () => Promise.reject(new Error("x")));
    expect(ends).toEqual(["bury_job a: unexpected: Error"]);
    expect(counts.failed).toBe(1);
  });

  test("a job that takes its workers down with it is given up without being begun", async () => {
    let begun = 0;
    const { ends } = await run(queueOf([{ id: "a", claims: 13 }]), async () => ((begun += 1), { end: "done" }));
    expect([begun, ends]).toEqual([0, ["bury_job a: Its workers died on it again and again."]]);
  });

  test("whoever lost the lease says nothing more about the job", async () => {
    const { ends, lines } = await run(queueOf([{ id: "a" }]), () => Promise.reject(new LeaseLost("lost")));
    expect(ends).toEqual([]);
    expect(lines).toMatchObject([{ result: "lease_lost" }]);
  });

  test("an end that the database did not take is said again, a little later", async () => {
    const queue = queueOf([{ id: "a" }]);
    queue.refusals = 2;
    const waits: number[] = [];
    const { ends, lines } = await run(
      queue,
      async () => ({ end: "done" }),
      async (ms) => void waits.push(ms),
    );
    expect(ends).toEqual(["finish_job a"]);
    expect(waits).toContain(250);
    expect(lines).toMatchObject([{ result: "done" }]);
  });

  test("a database that goes away in the middle ends it, after what is under way", async () => {
    const queue = queueOf([{ id: "a" }], new Error("away"));
    await expect(run(queue, async () => ({ end: "done" }))).rejects.toThrow(DatabaseError);
    expect(queue.ends).toEqual(["finish_job a"]);
  });
});
