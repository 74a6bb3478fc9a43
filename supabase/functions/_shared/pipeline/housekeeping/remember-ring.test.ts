import { describe, expect, test } from "vitest";
import type { Database } from "../../platform/database.ts";
import { createRememberRing } from "./remember-ring.ts";

/** A worker's memory, the calls it made, and a clock to be put forward. */
const open = () => {
  const calls: string[] = [];
  const state = { ms: 0, isAway: false };
  const rpc = async (name: string) => {
    calls.push(name);
    return { data: null, error: state.isAway ? { code: "", message: "away" } : null, status: state.isAway ? 503 : 204 };
  };
  const remember = createRememberRing({ rpc } as unknown as Database, { now: () => new Date(state.ms) });
  return { calls, state, remember };
};
const clock = { rungBy: "clock" };

describe("that the clock rang", () => {
  test("is remembered twice a minute, however often it rings", async () => {
    const { calls, state, remember } = open();
    for (; state.ms < 60_000; state.ms += 5_000) await remember(clock);
    expect(calls).toEqual(["remember_ring", "remember_ring"]);
  });

  test("is not what the webhook's ring says, nor one that says nothing", async () => {
    const { calls, remember } = open();
    for (const body of [{}, null, "clock", { rungBy: "webhook" }]) await remember(body);
    expect(calls).toEqual([]);
  });

  test("is told again at once when the database was away, and harms nothing", async () => {
    const { calls, state, remember } = open();
    state.isAway = true;
    await remember(clock);
    state.isAway = false;
    await remember(clock);
    await remember(clock);
    expect(calls).toHaveLength(2);
  });
});
