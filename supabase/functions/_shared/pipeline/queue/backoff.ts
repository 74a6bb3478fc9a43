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
 * side asked for (`retryAfterMs`) wins. `random` is from 0 up to 1.
 */
export const backoffMs = (attempt: number, retryAfterMs: number | null, random: number): number | null => {
  const planned = schedule[attempt - 1];
  if (planned === undefined) return null;
  if (retryAfterMs !== null) return Math.min(retryAfterMs, longestWaitMs);
  return planned * (1 - jitter + 2 * jitter * random);
};
