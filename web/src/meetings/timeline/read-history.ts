import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";

/** Far more than a meeting has; the first of them are what it began with. */
const MOST_LINES = 500;

const DELIVERY_COLUMNS =
  "created_at, webhook_events(id, origin, state, received_at, finished_at, attempts, error)" as const;

/** The deliveries that a meeting came from, and what has happened to it and its attendees since. */
export const readHistory = async (database: DatabaseClient, meetingId: string, signal: AbortSignal) => {
  const [deliveries, lines] = await Promise.all([
    database
      .from("meeting_events")
      .select(DELIVERY_COLUMNS)
      .eq("meeting_id", meetingId)
      .order("created_at")
      .limit(MOST_LINES)
      .abortSignal(signal),
    database
      .from("meeting_history")
      .select("id, what, reason, attempts, happened_at, outcome_id, event_id, decided_by")
      .eq("meeting_id", meetingId)
      .order("id")
      .limit(MOST_LINES)
      .abortSignal(signal),
  ]);
  return { deliveries: dataOf(deliveries), lines: dataOf(lines) };
};

export type History = Awaited<ReturnType<typeof readHistory>>;
export type Delivery = History["deliveries"][number];
export type HistoryLine = History["lines"][number];
