import type { DatabaseClient } from "@/lib/database.ts";
import { dataOf } from "@/lib/data-error.ts";

export const PAGE_SIZE = 25;
/** How far the list can be unrolled in one go: 1,000 meetings. */
export const MAX_PAGES = 40;

/** The last meeting of a page: the next one begins right after it, whatever has been added before. */
export interface Cursor {
  occurredAt: string;
  id: string;
}

// Never the summary or the transcript: a list of them would be megabytes every few seconds.
const COLUMNS =
  "id, title, occurred_at, duration_seconds, recorded_by_name, recorded_by_email, attendee_outcomes(status)" as const;

/** One page of the meetings that the signed-in person may see, newest first, and where the next one begins. */
export const listMeetings = async (database: DatabaseClient, before: Cursor | null, signal: AbortSignal) => {
  let query = database
    .from("meetings")
    .select(COLUMNS)
    .order("occurred_at", { ascending: false })
    .order("id", { ascending: false })
    .limit(PAGE_SIZE + 1);
  if (before) {
    // `lte` says again what `or` implies: it is what lets Postgres begin in the middle of the index.
    query = query
      .lte("occurred_at", before.occurredAt)
      .or(`occurred_at.lt."${before.occurredAt}",and(occurred_at.eq."${before.occurredAt}",id.lt.${before.id})`);
  }
  const found = dataOf(await query.abortSignal(signal));
  const meetings = found.slice(0, PAGE_SIZE);
  const last = meetings.at(-1);
  const next: Cursor | null = found.length > PAGE_SIZE && last ? { occurredAt: last.occurred_at, id: last.id } : null;
  return { meetings, next };
};

export type ListedMeeting = Awaited<ReturnType<typeof listMeetings>>["meetings"][number];
