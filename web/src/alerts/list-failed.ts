import type { DatabaseClient } from "@/lib/database.ts";
import { dataOf } from "@/lib/data-error.ts";

const SHOWN = 5;

/**
 * The newest attendees that failed since then, and whether there are more. Bounded by the time: over everything there ever
 * was, it would be a search through all outcomes.
 */
export const listFailed = async (database: DatabaseClient, workspaceId: string, since: string, signal: AbortSignal) => {
  const query = database
    .from("attendee_outcomes")
    .select("id, meeting_id, name, email, status, reason, error, updated_at, meetings(title)")
    .eq("workspace_id", workspaceId)
    .eq("status", "failed")
    .gte("updated_at", since)
    .order("updated_at", { ascending: false })
    .limit(SHOWN + 1)
    .abortSignal(signal);
  const found = dataOf(await query);
  return { attendees: found.slice(0, SHOWN), hasMore: found.length > SHOWN };
};

export type FailedAttendee = Awaited<ReturnType<typeof listFailed>>["attendees"][number];
