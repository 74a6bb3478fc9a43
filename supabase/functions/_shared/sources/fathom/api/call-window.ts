import type { Quota } from "./quota.ts";

// A minute, and some more because two calls are not always on their way for equally long.
const windowMs = 60_500;

/** The calls of the last minute. Times are milliseconds since 1970. */
export interface CallWindow {
  /** Until there is room for one more: 0 when there is now. */
  waitMs(now: number): number;
  enter(now: number): void;
  /** Takes what the far side counts for more certain than our own count, where that is stricter. */
  learn(quota: Pick<Quota, "limit" | "remaining" | "resetMs">, now: number): void;
  /** Nobody enters before `until`. */
  close(until: number): void;
}

/** At most `most` calls a minute, and fewer when the far side says so. */
export const createCallWindow = (most: number): CallWindow => {
  let limit = most;
  let entered: number[] = [];
  let closedUntil = 0;
  /** What the far side last said is left, less what has entered since. */
  let told = { left: most, until: 0 };

  return {
    waitMs(now) {
      entered = entered.filter((at) => at > now - windowMs);
      const oldestInTheWay = entered.at(-limit);
      const full = oldestInTheWay === undefined ? now : oldestInTheWay + windowMs;
      const usedUp = told.left > 0 ? now : told.until;
      return Math.max(0, full - now, usedUp - now, closedUntil - now);
    },
    enter(now) {
      entered.push(now);
      told = { ...told, left: told.left - 1 };
      if (told.until <= now) told = { left: most, until: 0 };
    },
    learn(quota, now) {
      if (quota.limit !== null) limit = Math.max(1, Math.min(most, quota.limit));
      if (quota.remaining !== null && quota.resetMs !== null) {
        told = { left: quota.remaining, until: now + quota.resetMs };
      }
    },
    close(until) {
      closedUntil = Math.max(closedUntil, until);
    },
  };
};
