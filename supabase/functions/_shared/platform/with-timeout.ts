/** Runs with a signal that is aborted with `signal` or after `timeoutMs`, and leaves no timer behind. */
export const withTimeout = async <Data>(
  signal: AbortSignal,
  timeoutMs: number,
  run: (limited: AbortSignal) => Promise<Data>,
): Promise<Data> => {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const timer = setTimeout(stop, timeoutMs);
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  try {
    return await run(controller.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
};
