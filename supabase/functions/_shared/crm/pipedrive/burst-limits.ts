/**
 * Rolling windows of 2 s per token: 20 calls on the smallest plan, 10 searches on every plan (core-api-concepts-rate-limiting).
 * A fifth of a second more, because what counts is when a call arrives, and one that is refused makes all others wait.
 */
export const burstLimits = { calls_per_window: 20, searches_per_window: 10, window_ms: 2_200 };
