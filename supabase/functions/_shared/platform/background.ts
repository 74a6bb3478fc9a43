declare const EdgeRuntime: { waitUntil(work: Promise<unknown>): void } | undefined;

/**
 * Lets work go on after the answer. On the edge runtime the isolate is kept until it is done, within the platform's limits;
 * elsewhere it simply runs. Best effort: what must happen is a job in the database already.
 */
export const inBackground = (work: Promise<unknown>): void => {
  const quiet = work.catch(() => undefined);
  if (typeof EdgeRuntime !== "undefined") EdgeRuntime.waitUntil(quiet);
};
