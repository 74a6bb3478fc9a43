import { setTimeout as sleep } from "node:timers/promises";
import { signedHeaders } from "../../local/demo/signed-headers.ts";

/** A delivery as its sender keeps it until it is taken. */
export interface Delivery {
  id: string;
  /** Of the webhook, with the integration it is registered for. */
  url: string;
  secret: string;
  body: string;
}

/** Longer than the webhook may take. */
const answerWithinMs = 10_000;

/** Posts it once: the status, or null when nobody answered. */
export const deliverOnce = async ({ id, url, secret, body }: Delivery): Promise<number | null> => {
  const signal = AbortSignal.timeout(answerWithinMs);
  const headers = signedHeaders(secret, id, body);
  const response = await fetch(url, { method: "POST", headers, body, signal }).catch(() => null);
  await response?.body?.cancel().catch(() => undefined);
  return response?.status ?? null;
};

export interface Patience {
  /** Before the second try, doubled before each one that follows. */
  pauseMs: number;
  longestPauseMs: number;
  /** Gives up. */
  signal: AbortSignal;
}

/**
 * Delivers as Fathom does, only faster: whatever is not a 2xx is sent again, under the same id. Returns every answer, the
 * last one a 2xx unless the sender was made to give up.
 */
export const deliverUntilTaken = async (delivery: Delivery, patience: Patience): Promise<(number | null)[]> => {
  const answers: (number | null)[] = [];
  for (let pauseMs = patience.pauseMs; ; pauseMs = Math.min(pauseMs * 2, patience.longestPauseMs)) {
    const status = await deliverOnce(delivery);
    answers.push(status);
    if ((status !== null && status >= 200 && status < 300) || patience.signal.aborted) return answers;
    await sleep(pauseMs, undefined, { signal: patience.signal }).catch(() => undefined);
  }
};
