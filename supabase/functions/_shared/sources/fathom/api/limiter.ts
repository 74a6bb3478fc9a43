import type { Clock } from "../../../platform/clock.ts";
import { pause } from "../../../platform/pause.ts";
import { createCallWindow } from "./call-window.ts";
import { type Quota, waitOf } from "./quota.ts";

/** Keeps the calls of one key within what Fathom takes. */
export interface FathomLimiter {
  /** Resolves when the call may be sent, or says for how long none may. */
  acquire(heavy: boolean, signal: AbortSignal): Promise<{ granted: true } | { granted: false; retryAfterMs: number }>;
  /** What an answer's RateLimit-* headers say (null: it says nothing); called after every answer, must not throw. */
  observe(answer: Quota & { heavy: boolean; status: number }): Promise<void>;
}

/** Calls a minute, as documented; the heavy ones count among all and may drop to 5, which the headers then say. */
const mostCalls = 60;
export const mostHeavyCalls = 30;

/**
 * For the calls of one process, such as the test of a connection: a call waits up to `longestWaitMs` (20 s) for its turn and
 * is refused when that is not enough. Calls made elsewhere with the same key show only in what Fathom's answers say.
 */
export const createLocalLimiter = (
  clock: Pick<Clock, "now" | "sleep">,
  { longestWaitMs = 20_000 }: { longestWaitMs?: number } = {},
): FathomLimiter => {
  const all = createCallWindow(mostCalls);
  const heavyOnes = createCallWindow(mostHeavyCalls);
  const now = () => clock.now().getTime();

  return {
    async acquire(heavy, signal) {
      const windows = heavy ? [all, heavyOnes] : [all];
      const giveUpAt = now() + longestWaitMs;
      for (;;) {
        const waitMs = Math.max(...windows.map((window) => window.waitMs(now())));
        if (waitMs === 0) {
          for (const window of windows) window.enter(now());
          return { granted: true };
        }
        const mayWait = now() + waitMs <= giveUpAt && (await pause(clock, waitMs, signal));
        if (!mayWait) return { granted: false, retryAfterMs: waitMs };
      }
    },

    async observe({ heavy, status, ...quota }) {
      // Which window the headers of a heavy answer speak of is not documented: a limit above the heavy one is that of all.
      const window = heavy && (quota.limit ?? 0) <= mostHeavyCalls ? heavyOnes : all;
      window.learn(quota, now());
      if (status === 429) (heavy ? heavyOnes : all).close(now() + waitOf(quota));
    },
  };
};
