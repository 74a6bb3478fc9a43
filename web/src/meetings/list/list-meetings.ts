import * as z from "zod/mini";
import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";

/** Of the first page, which somebody waits for; the others come while one still reads, and are larger. */
export const FIRST_PAGE_SIZE = 50;
export const PAGE_SIZE = 200;
/** The most that the database gives at once. */
const MAX_SIZE = 400;

/** What is wanted of a workspace's meetings, as the search takes it. */
export interface ListQuery {
  workspaceId: string;
  wanted: Record<string, string>;
}

/** A meeting's place in the list; what comes after it is a page, whatever has been added before it. */
export interface Cursor {
  occurredAt: string;
  id: string;
}

const rowSchema = z.object({
  id: z.string(),
  title: z.string(),
  occurred_at: z.string(),
  duration_seconds: z.nullable(z.number()),
  recorded_by_name: z.nullable(z.string()),
  recorded_by_email: z.nullable(z.string()),
  /** How many attendees have each status. */
  outcomes: z.record(z.string(), z.number()),
  /** Where the words of the search are, when there was one. */
  found_in: z.nullable(z.string()),
  passage: z.nullable(z.string()),
});

export type ListedMeeting = z.infer<typeof rowSchema>;

export interface Page {
  meetings: ListedMeeting[];
  /** Where the next page begins; null when there is none. */
  next: Cursor | null;
}

export const cursorOf = ({ occurred_at, id }: ListedMeeting): Cursor => ({ occurredAt: occurred_at, id });

/** The meetings after a place in the list, newest first; at most `size`. */
export const listMeetings = async (
  database: DatabaseClient,
  { workspaceId, wanted }: ListQuery,
  after: Cursor | null,
  size: number,
  signal: AbortSignal,
): Promise<Page> => {
  const most = Math.min(size, MAX_SIZE);
  const query = database.rpc("search_meetings", {
    workspace: workspaceId,
    wanted,
    most,
    ...(after && { before_at: after.occurredAt, before_id: after.id }),
  });
  const meetings = z.array(rowSchema).parse(dataOf(await query.abortSignal(signal)));
  const last = meetings.at(-1);
  return { meetings, next: meetings.length === most && last ? cursorOf(last) : null };
};

/** How many there are; 10,001 for more than 10,000. */
export const countMeetings = async (
  database: DatabaseClient,
  { workspaceId, wanted }: ListQuery,
  signal: AbortSignal,
): Promise<number> =>
  dataOf(await database.rpc("count_meetings", { workspace: workspaceId, wanted }).abortSignal(signal));
