/** What the headers of an answer say about how many calls are left. Null: nothing. */
export interface Quota {
  limit: number | null;
  remaining: number | null;
  /** Until the window ends. */
  resetMs: number | null;
  retryAfterMs: number | null;
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;
/** No window of Fathom's is nearly that long: whoever says more is not believed. */
const dayMs = 24 * 60 * minuteMs;

/** Reads `RateLimit-*` and `Retry-After`; an odd value is as good as none. */
export const readQuota = (headers: Headers, now: Date): Quota => {
  const resetMs = milliseconds(headers.get("ratelimit-reset"));
  return {
    limit: count(headers.get("ratelimit-limit")),
    remaining: count(headers.get("ratelimit-remaining")),
    // The unit is not documented and taken to be seconds; a time since 1970 would be longer than a day.
    resetMs: resetMs !== null && resetMs <= dayMs ? resetMs : null,
    retryAfterMs: retryAfter(headers.get("retry-after"), now),
  };
};

/** For how long nobody need ask after a 429. */
export const waitOf = ({ retryAfterMs, resetMs }: Pick<Quota, "retryAfterMs" | "resetMs">): number =>
  clamp(retryAfterMs ?? resetMs ?? minuteMs);

const retryAfter = (text: string | null, now: Date): number | null => {
  const asked = milliseconds(text);
  if (asked !== null) return clamp(asked);
  // Some engines read a bare or negative number as a year.
  const date = /[a-z]/i.test(text ?? "") ? Date.parse(text ?? "") : Number.NaN;
  return Number.isNaN(date) ? null : clamp(date - now.getTime());
};

const clamp = (ms: number): number => Math.min(Math.max(ms, secondMs), dayMs);

const milliseconds = (text: string | null): number | null =>
  text !== null && /^\s*\d{1,12}(\.\d+)?\s*$/.test(text) ? Math.ceil(Number(text) * secondMs) : null;

// The drafts of these headers put the rule behind the number: `60, 60;w=60`.
const count = (text: string | null): number | null => {
  const digits = /^\s*(\d{1,9})\s*(?:[,;]|$)/.exec(text ?? "")?.[1];
  return digits === undefined ? null : Number(digits);
};
