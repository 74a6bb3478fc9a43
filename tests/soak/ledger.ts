import type { Conversation } from "../support/conversation.ts";
import type { Sent } from "../support/judge.ts";

/** What the senders have done so far: what the books are held against in the end. */
export interface Ledger {
  sent: Sent;
  /** Deliveries that were begun, by id. Those still in here were never taken. */
  open: Set<string>;
  begun: number;
  posts: number;
  accepted: number;
  /** Answered 200: it was there before. */
  duplicates: number;
  /** What else a sender was answered, and sent again for; `null` is no answer at all. */
  refusals: Map<number | null, number>;
}

export const openLedger = (): Ledger => ({
  sent: { deliveries: [], conversations: [] },
  open: new Set(),
  begun: 0,
  posts: 0,
  accepted: 0,
  duplicates: 0,
  refusals: new Map(),
});

/** Writes down what became of one sender's tries. */
export const enter = (ledger: Ledger, answers: (number | null)[]): void => {
  for (const answer of answers) {
    ledger.posts += 1;
    if (answer === 202) ledger.accepted += 1;
    else if (answer === 200) ledger.duplicates += 1;
    else ledger.refusals.set(answer, (ledger.refusals.get(answer) ?? 0) + 1);
  }
};

/** A delivery was taken: from now on the stack answers for it. */
export const enterTaken = (
  ledger: Ledger,
  id: string,
  conversation: Conversation | null,
  hasSummary: boolean,
): void => {
  const { deliveries, conversations } = ledger.sent;
  ledger.open.delete(id);
  deliveries.push({ id, isReadable: conversation !== null });
  if (!conversation) return;
  const known = conversations.find(({ recordingId }) => recordingId === conversation.recordingId);
  if (known) known.hasSummary ||= hasSummary;
  else conversations.push({ ...conversation, hasSummary });
};
