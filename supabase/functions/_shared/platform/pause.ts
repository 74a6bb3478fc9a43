import type { Clock } from "./clock.ts";

/** Sleeps on the injected clock; false, at once, when `signal` is aborted meanwhile. */
export const pause = async (clock: Pick<Clock, "sleep">, ms: number, signal: AbortSignal): Promise<boolean> => {
  if (signal.aborted) return false;
  const aborted = Promise.withResolvers<void>();
  const onAbort = () => aborted.resolve();
  signal.addEventListener("abort", onAbort);
  await Promise.race([clock.sleep(ms), aborted.promise]);
  signal.removeEventListener("abort", onAbort);
  return !signal.aborted;
};
