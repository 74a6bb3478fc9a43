import { openJournal } from "../shared/journal.ts";
import type { Payload } from "./payload.ts";

/** A message as it is shown in its channel. */
export interface PostedMessage extends Payload {
  id: number;
  /** ISO 8601, UTC. */
  postedAt: string;
  /** `T…/B…`: which webhook, without its secret. */
  webhook: string;
}

/** The messages, the oldest first, in memory and, if asked for, in a journal that outlives the process. */
export const openStore = (journalPath?: string) => {
  const messages: PostedMessage[] = [];
  const journal =
    journalPath === undefined
      ? null
      : openJournal<PostedMessage>(journalPath, (message) => void messages.push(message));
  return {
    messages: messages as readonly PostedMessage[],
    add(message: Omit<PostedMessage, "id">): void {
      const posted = { id: (messages.at(-1)?.id ?? 0) + 1, ...message };
      journal?.append(posted);
      messages.push(posted);
    },
    clear(): void {
      journal?.clear();
      messages.length = 0;
    },
  };
};

export type Store = ReturnType<typeof openStore>;
