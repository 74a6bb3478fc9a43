import { deliveryEntries } from "./delivery-entries.ts";
import type { Entry } from "./entry.ts";
import { lineWords } from "./line-words.ts";
import type { History } from "./read-history.ts";

const TOGETHER_MS = 60_000;

/** Whether the one goes on with what the other said: the same happened to somebody else at about the same time. */
const continues = (one: Entry | undefined, other: Entry): one is Entry =>
  one !== undefined &&
  one.outcomeIds.length > 0 &&
  other.outcomeIds.length > 0 &&
  one.words === other.words &&
  one.detail === other.detail &&
  one.eventId === other.eventId &&
  Date.parse(other.at) - Date.parse(one.at) < TOGETHER_MS;

/** What has happened to a meeting, in order; the same for several attendees is one entry. `userId`: who is "you". */
export const timelineOf = ({ deliveries, lines }: History, userId: string): Entry[] => {
  const [first, ...later] = deliveries;
  const all: Entry[] = [
    ...(first ? deliveryEntries(first, true) : []),
    ...later.flatMap((delivery) => deliveryEntries(delivery, false)),
    ...lines.map((line) => ({
      ...lineWords(line, userId),
      key: `line ${line.id}`,
      at: line.happened_at,
      outcomeIds: line.outcome_id === null ? [] : [line.outcome_id],
      eventId: line.event_id,
    })),
  ];
  const entries: Entry[] = [];
  for (const entry of all.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))) {
    const before = entries.at(-1);
    if (continues(before, entry)) before.outcomeIds = [...new Set([...before.outcomeIds, ...entry.outcomeIds])];
    else entries.push(entry);
  }
  return entries;
};
