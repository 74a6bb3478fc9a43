const windowMs = 60_000;

/** So many calls in any minute, per key. */
export const createRateLimit = (limit: number, now: () => Date) => {
  const callsByKey = new Map<string, number[]>();
  return (apiKey: string) => {
    const at = now().getTime();
    const calls = (callsByKey.get(apiKey) ?? []).filter((time) => time > at - windowMs);
    callsByKey.set(apiKey, calls);
    const passed = calls.length < limit;
    if (passed) calls.push(at);
    const reset = String(Math.ceil(((calls[0] ?? at) + windowMs - at) / 1000));
    const headers = {
      "RateLimit-Limit": String(limit),
      "RateLimit-Remaining": String(limit - calls.length),
      "RateLimit-Reset": reset,
    };
    return passed ? { passed, headers } : { passed, headers: { ...headers, "Retry-After": reset } };
  };
};
