import { describe, expect, test } from "vitest";
import type { Database } from "../../platform/database.ts";
import { createReadHealth } from "./worker-health.ts";

const figures = { rungSecondsAgo: 12, queued: 3, oldestSeconds: 4 };

const open = (data: unknown, failed = false) => {
  const state = { ms: 0, calls: 0 };
  const rpc = async () => {
    state.calls += 1;
    return { data, error: failed ? { code: "57P03", message: "starting" } : null, status: failed ? 503 : 200 };
  };
  const read = createReadHealth({ rpc } as unknown as Database, { now: () => new Date(state.ms) });
  return { state, read };
};

describe("the worker's health", () => {
  test("is ok while the clock rings, and late when it does not", async () => {
    expect(await open({ isLate: false, ...figures }).read()).toEqual({ status: "ok", ...figures });
    expect(await open({ isLate: true, ...figures, rungSecondsAgo: null }).read()).toEqual({
      status: "late",
      ...figures,
      rungSecondsAgo: null,
    });
  });

  test("is unavailable, and says no figure, when the database does not answer", async () => {
    const unknown = { status: "unavailable", rungSecondsAgo: null, queued: null, oldestSeconds: null };
    expect(await open(null, true).read()).toEqual(unknown);
    expect(await open({ unexpected: true }).read()).toEqual(unknown);
  });

  test("costs one database call in five seconds, however many ask", async () => {
    const { state, read } = open({ isLate: false, ...figures });
    await Promise.all(Array.from({ length: 100 }, read));
    state.ms = 4_999;
    await read();
    expect(state.calls).toBe(1);
    state.ms = 5_000;
    await read();
    expect(state.calls).toBe(2);
  });
});
