import { inBackground } from "../../platform/background.ts";
import type { Settings } from "../../platform/settings.ts";

/** A worker that has not answered by then never will: the platform ends it after 150 s. */
const longestDrainMs = 150_000;

/**
 * Wakes the worker now instead of at the clock's next tick. One call at a time from this isolate: what arrives meanwhile is
 * covered by one more call at the end. A bell that fails harms nothing, the clock rings as well.
 */
export const createWorkerBell = (
  settings: Pick<Settings, "supabaseUrl" | "automationsKey">,
  fetch: typeof globalThis.fetch,
): (() => void) => {
  let ringing = false;
  let again = false;
  const ring = async (): Promise<void> => {
    do {
      again = false;
      const response = await fetch(`${settings.supabaseUrl}/functions/v1/worker`, {
        method: "POST",
        headers: { apikey: settings.automationsKey, "content-type": "application/json" },
        body: "{}",
        redirect: "manual",
        signal: AbortSignal.timeout(longestDrainMs),
      }).catch(() => null);
      await response?.body?.cancel();
    } while (again);
    ringing = false;
  };
  return () => {
    again = true;
    if (ringing) return;
    ringing = true;
    inBackground(ring());
  };
};
