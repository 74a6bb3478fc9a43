import type { Clock } from "../../platform/clock.ts";
import { pause } from "./pause.ts";

// Rolling windows of 2 s per token: 20 calls on the smallest plan, 10 searches on every plan (core-api-concepts-rate-limiting).
// A tenth of a second more, because what counts is when a call arrives.
const windowMs = 2_100;
const callsPerWindow = 20;
const searchesPerWindow = 10;

/** Lets calls through in the order they came, as fast as Pipedrive takes them. */
interface RateLimiter {
  /** Resolves when the call may be sent: at once below the limit. False when `signal` was aborted first. */
  acquire(search: boolean, signal: AbortSignal): Promise<boolean>;
}

export const createRateLimiter = (clock: Pick<Clock, "now" | "sleep">): RateLimiter => {
  const calls: number[] = [];
  const searches: number[] = [];
  let last: Promise<unknown> = Promise.resolve();

  const takeTurn = async (search: boolean, signal: AbortSignal): Promise<boolean> => {
    if (signal.aborted) return false;
    const now = clock.now().getTime();
    // Computed once and slept through once: it must end even if the clock stands still.
    const at = Math.max(now, freeAt(calls, callsPerWindow), search ? freeAt(searches, searchesPerWindow) : 0);
    if (at > now && !(await pause(clock, at - now, signal))) return false;
    remember(calls, at, callsPerWindow);
    if (search) remember(searches, at, searchesPerWindow);
    return true;
  };

  return {
    acquire(search, signal) {
      const turn = last.then(() => takeTurn(search, signal));
      last = turn;
      return turn;
    },
  };
};

/** When the next one fits, given the times of the latest `limit` ones. */
const freeAt = (times: number[], limit: number): number =>
  times.length < limit ? 0 : (times[times.length - limit] ?? 0) + windowMs;

const remember = (times: number[], at: number, limit: number): void => {
  times.push(at);
  if (times.length > limit) times.shift();
};
