import { decideWebhooks, retryAt } from "./decide-webhooks.ts";
import { bodyOf, deliver } from "./deliver.ts";
import type { Message } from "./records.ts";
import { type Store, isSuccess } from "./store.ts";

interface OutboxOptions {
  store: Store;
  now: () => Date;
  fetch: typeof fetch;
  /** 1: Svix's waits between tries as they are. */
  retryScale: number;
  timeoutMs: number;
  /** Whether it works by itself when something is due. */
  byItself: boolean;
}

/** A timer cannot wait longer. */
const longestTimerMs = 2_147_483_647;

/** Decides on the webhooks of finished calls and delivers them, each message on its own until it is taken or given up. */
export const createOutbox = ({ store, now, fetch, retryScale, timeoutMs, byItself }: OutboxOptions) => {
  const stopping = new AbortController();
  const underWay = new Map<number, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;

  const undecided = () =>
    [...store.recordings.values()].filter(({ decided, webhookAt }) => !decided && webhookAt !== null);
  const waiting = () =>
    [...store.messages.values()].filter(({ key, nextAttemptAt }) => nextAttemptAt !== null && !underWay.has(key));
  const isDue = (time: string | null) => time !== null && Date.parse(time) <= now().getTime();

  const attempt = async (message: Message): Promise<void> => {
    const { key } = message;
    const recorder = store.users.get(message.recording.recordedBy);
    if (!recorder || !store.webhooks.has(message.webhook.id)) return store.change({ kind: "message_cancelled", key });
    const attempt = await deliver(message, bodyOf(message, recorder), {
      fetch,
      now,
      timeoutMs,
      stopping: stopping.signal,
    });
    if (attempt === null) return undefined;
    const again = isSuccess(attempt) ? null : retryAt(message.attempts.length + 1, retryScale, now());
    return store.change({ kind: "message_tried", key, attempt, nextAttemptAt: again });
  };

  /** Does what is due now, and resolves when every attempt has ended. */
  const workOff = async (): Promise<void> => {
    for (const recording of undecided()) {
      if (isDue(recording.webhookAt)) decideWebhooks(store, recording, now(), retryScale);
    }
    for (const message of waiting()) {
      if (!isDue(message.nextAttemptAt)) continue;
      const ending = attempt(message).finally(() => {
        underWay.delete(message.key);
        wake();
      });
      underWay.set(message.key, ending);
    }
    wake();
    await Promise.all(underWay.values());
  };

  /** To be called when something may be due earlier than was known. */
  const wake = (): void => {
    clearTimeout(timer);
    if (!byItself || stopping.signal.aborted) return;
    const times = [
      ...undecided().map(({ webhookAt }) => webhookAt),
      ...waiting().map(({ nextAttemptAt }) => nextAttemptAt),
    ];
    const earliest = Math.min(...times.map((time) => Date.parse(time ?? "")));
    if (!Number.isFinite(earliest)) return;
    const waitMs = Math.min(Math.max(0, earliest - now().getTime()), longestTimerMs);
    timer = setTimeout(() => void workOff(), waitMs).unref();
  };

  wake();
  return {
    wake,
    workOff,
    /** What is under way is broken off, and goes on when the journal is opened again. */
    async stop(): Promise<void> {
      clearTimeout(timer);
      stopping.abort();
      await Promise.allSettled(underWay.values());
    },
  };
};

export type Outbox = ReturnType<typeof createOutbox>;
