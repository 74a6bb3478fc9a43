const windowMs = 60_000;

/** So many calls in any minute, per key; the number can change from one call to the next. */
const createRateLimit = (limitNow: () => number, now: () => Date) => {
  const callsByKey = new Map<string, number[]>();
  return {
    judge(apiKey: string) {
      const at = now().getTime();
      const limit = limitNow();
      const calls = (callsByKey.get(apiKey) ?? []).filter((time) => time > at - windowMs);
      callsByKey.set(apiKey, calls);
      const passed = calls.length < limit;
      if (passed) calls.push(at);
      const reset = String(Math.ceil(((calls[0] ?? at) + windowMs - at) / 1000));
      const headers: Record<string, string> = {
        "RateLimit-Limit": String(limit),
        "RateLimit-Remaining": String(Math.max(0, limit - calls.length)),
        "RateLimit-Reset": reset,
      };
      return { passed, headers: passed ? headers : { ...headers, "Retry-After": reset } };
    },
    reset: (): void => callsByKey.clear(),
  };
};

export const usualLimit = 60;
export const usualHeavyLimit = 30;

/** Sixty calls a minute, of them thirty heavy ones, which Fathom lowers to five when it is busy. */
export const createRateLimits = (now: () => Date) => {
  let limit = usualLimit;
  let heavyLimit = usualHeavyLimit;
  const all = createRateLimit(() => limit, now);
  const heavy = createRateLimit(() => heavyLimit, now);
  return {
    judge(apiKey: string, isHeavy: boolean) {
      const general = all.judge(apiKey);
      return general.passed && isHeavy ? heavy.judge(apiKey) : general;
    },
    setLimit: (calls: number): void => void (limit = calls),
    setHeavyLimit: (calls: number): void => void (heavyLimit = calls),
    heavyLimit: (): number => heavyLimit,
    reset(): void {
      all.reset();
      heavy.reset();
    },
  };
};

export type RateLimits = ReturnType<typeof createRateLimits>;
