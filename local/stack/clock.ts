const tickMs = 5000;

/** Rings the worker as pg_cron does on hosted Supabase: every few seconds, never twice at once. Returns how to stop it. */
export const startClock = (workerUrl: string, automationsKey: string): (() => Promise<void>) => {
  const stopped = new AbortController();
  let tick: Promise<unknown> | null = null;
  const ring = (): void => {
    tick ??= fetch(workerUrl, {
      method: "POST",
      headers: { apikey: automationsKey, "content-type": "application/json" },
      body: JSON.stringify({ rungBy: "clock" }),
      signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(120_000)]),
    })
      .then((response) => response.body?.cancel())
      .catch(() => undefined)
      .finally(() => (tick = null));
  };
  const timer = setInterval(ring, tickMs);
  ring();
  return async () => {
    clearInterval(timer);
    stopped.abort();
    await tick;
  };
};
