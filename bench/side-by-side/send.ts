import { setTimeout as sleep } from "node:timers/promises";
import { signedHeaders } from "../../local/demo/signed-headers.ts";
import type { Planned } from "./load.ts";
import type { Receiver } from "./receiver.ts";

/** What became of one delivery, from the sender's side. */
export interface Sent {
  isAccepted: boolean;
  posts: number;
  /** How long each post took until it was answered or given up; those that nobody took are left out. */
  ackMs: number[];
}

/** What Svix gives a receiver (https://docs.svix.com/retries). */
const answerWithinMs = 15_000;

const postOnce = async (
  { url, secret }: Receiver,
  { id, body }: Planned,
): Promise<{ status: number | null; ms: number; isReached: boolean }> => {
  const begunAt = performance.now();
  const signal = AbortSignal.timeout(answerWithinMs);
  const status = await fetch(url, { method: "POST", headers: signedHeaders(secret, id, body), body, signal })
    .then(async (response) => {
      await response.body?.cancel();
      return response.status;
    })
    .catch(() => null);
  return { status, ms: performance.now() - begunAt, isReached: status !== null || signal.aborted };
};

/** Sends it as Svix does: under the same id again after a time-out or anything but a 2xx, until its tries are used up. */
export const send = async (receiver: Receiver, planned: Planned, waitsMs: number[]): Promise<Sent> => {
  await sleep(planned.afterMs);
  const sent: Sent = { isAccepted: false, posts: 0, ackMs: [] };
  let losesAnswer = planned.losesAnswer;
  for (const waitMs of [...waitsMs, null]) {
    const { status, ms, isReached } = await postOnce(receiver, planned);
    sent.posts += 1;
    if (isReached) sent.ackMs.push(ms);
    const isTaken = status !== null && status >= 200 && status < 300;
    sent.isAccepted ||= isTaken;
    if ((isTaken && !losesAnswer) || waitMs === null) return sent;
    if (isTaken) losesAnswer = false;
    await sleep(waitMs);
  }
  return sent;
};
