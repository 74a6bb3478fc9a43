import { randomBytes } from "node:crypto";
import type { Message, Recording } from "./records.ts";
import type { Store } from "./store.ts";
import { triggerFor } from "./visibility.ts";

// After this many milliseconds the next try: the published default of the service that Fathom's deliveries look like.
const waits = [5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 36_000_000];

/** When to try again after so many attempts; null: never. */
export const retryAt = (attempts: number, scale: number, at: Date): string | null => {
  const wait = waits[attempts - 1];
  return wait === undefined ? null : new Date(at.getTime() + wait * scale).toISOString();
};

/** Decides once which webhooks a recording is for, as it is seen at that moment. Nothing that changes later is told again. */
export const decideWebhooks = (store: Store, recording: Recording, at: Date, retryScale: number): void => {
  const recorder = store.users.get(recording.recordedBy);
  const madeAt = at.toISOString();
  const messages: Message[] = [];
  let key = store.messages.size + 1;
  for (const webhook of store.webhooks.values()) {
    const owner = store.users.get(webhook.owner);
    const trigger = owner && recorder && triggerFor(owner, recorder, recording, at);
    if (!trigger || !webhook.triggered_for.includes(trigger)) continue;
    const lost = recording.fate === "lost";
    const message: Message = {
      key: key++,
      webhookMessageId: `msg_${randomBytes(20).toString("hex").slice(0, 27)}`,
      webhook,
      recording: { ...recording, decided: true },
      madeAt,
      state: lost ? "lost" : "pending",
      nextAttemptAt: lost ? null : madeAt,
      attempts: [],
    };
    messages.push(message);
    if (recording.fate === "sent_twice") {
      messages.push({ ...message, key: key++, nextAttemptAt: retryAt(1, retryScale, at) });
    }
  }
  store.change({ kind: "webhooks_decided", recordingId: recording.id, messages });
};
