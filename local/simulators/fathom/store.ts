import { openJournal } from "../shared/journal.ts";
import type { Attempt, Message, Recording, User } from "./records.ts";
import type { Webhook } from "./webhook-schema.ts";

/** One change of the data: what the journal holds. */
type Change =
  | { kind: "user_saved"; user: User }
  | { kind: "recording_saved"; recording: Recording }
  /** In one line, so that a crash between the two sends nothing twice. */
  | { kind: "webhooks_decided"; recordingId: number; messages: Message[] }
  | { kind: "webhook_saved"; webhook: Webhook }
  | { kind: "webhook_deleted"; id: string }
  | { kind: "message_tried"; key: number; attempt: Attempt; nextAttemptAt: string | null }
  | { kind: "message_cancelled"; key: number };

const firstRecordingId = 180_000_001;

/** What the simulated company has, in memory and, if asked for, in a journal that outlives the process. */
export const openStore = (journalPath?: string) => {
  const users = new Map<string, User>();
  const recordings = new Map<number, Recording>();
  const webhooks = new Map<string, Webhook>();
  const messages = new Map<number, Message>();
  let lastRecordingId = firstRecordingId - 1;

  const apply = (change: Change): void => {
    switch (change.kind) {
      case "user_saved":
        users.set(change.user.email, change.user);
        return;
      case "recording_saved":
        recordings.set(change.recording.id, change.recording);
        lastRecordingId = Math.max(lastRecordingId, change.recording.id);
        return;
      case "webhooks_decided": {
        const recording = recordings.get(change.recordingId);
        if (recording) recordings.set(recording.id, { ...recording, decided: true });
        for (const message of change.messages) messages.set(message.key, message);
        return;
      }
      case "webhook_saved":
        webhooks.set(change.webhook.id, change.webhook);
        return;
      case "webhook_deleted":
        webhooks.delete(change.id);
        return;
      case "message_tried":
        update(change.key, (message) => ({
          ...message,
          attempts: [...message.attempts, change.attempt],
          nextAttemptAt: change.nextAttemptAt,
          state: stateAfter(change.attempt, change.nextAttemptAt),
        }));
        return;
      case "message_cancelled":
        update(change.key, (message) => ({ ...message, nextAttemptAt: null, state: "cancelled" }));
    }
  };
  const update = (key: number, make: (message: Message) => Message): void => {
    const message = messages.get(key);
    if (message) messages.set(key, make(message));
  };

  const journal = journalPath === undefined ? null : openJournal<Change>(journalPath, apply);

  return {
    users: users as ReadonlyMap<string, User>,
    recordings: recordings as ReadonlyMap<number, Recording>,
    webhooks: webhooks as ReadonlyMap<string, Webhook>,
    messages: messages as ReadonlyMap<number, Message>,
    change(change: Change): void {
      journal?.append(change);
      apply(change);
    },
    nextRecordingId: (): number => lastRecordingId + 1,
  };
};

export type Store = ReturnType<typeof openStore>;

export const isSuccess = ({ status }: Attempt): boolean => status !== null && status >= 200 && status < 300;

const stateAfter = (attempt: Attempt, nextAttemptAt: string | null): Message["state"] => {
  if (isSuccess(attempt)) return "delivered";
  return nextAttemptAt === null ? "failed" : "pending";
};
