const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Waits between tries: after the first failure 5 s, … after the seventh 10 h. Then it is given up. */
const schedule = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour];
const jitter = 0.2;
/** Nobody is waited for longer than this, whatever they ask for. */
const longestWaitMs = 24 * hour;

/**
 * How long to wait after try number `attempt` (from 1) failed, in milliseconds, or null when it was the last. What the other
 * side asked for (`retryAfterMs`) wins.
 */
export type Backoff = (attempt: number, retryAfterMs: number | null) => number | null;

export interface BackoffOptions {
  /** From 0 up to 1. */
  random: () => number;
  /** 1: the schedule as it is; a test waits a fraction of it. What the other side asks for is never scaled. */
  scale: number;
}

export const createBackoff =
  ({ random, scale }: BackoffOptions): Backoff =>
  (attempt, retryAfterMs) => {
    const planned = schedule[attempt - 1];
    if (planned === undefined) return null;
    if (retryAfterMs !== null) return Math.min(retryAfterMs, longestWaitMs);
    return planned * scale * (1 - jitter + 2 * jitter * random());
  };
