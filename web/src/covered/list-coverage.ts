import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";

const COLUMNS = "email, name, coverage, is_member, last_recorded_at, last_event_at, quiet_since" as const;

/** Who of the team records or could, and whether Debrief hears of it. */
export const listCoverage = async (database: DatabaseClient, workspaceId: string, signal: AbortSignal) => {
  const query = database
    .from("fathom_coverage")
    .select(COLUMNS)
    .eq("workspace_id", workspaceId)
    .order("email")
    .limit(500)
    .abortSignal(signal);
  return dataOf(await query);
};

export type Covered = Awaited<ReturnType<typeof listCoverage>>[number];
