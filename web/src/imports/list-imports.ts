import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";

const SHOWN = 30;
const COLUMNS =
  "id, integration_id, state, total, done, skipped, failed, since, most, write_notes, counted_at, error, started_at, finished_at" as const;

/** The imports of a workspace that the signed-in person may see, the newest first. */
export const listImports = async (database: DatabaseClient, workspaceId: string, signal: AbortSignal) => {
  const query = database
    .from("imports")
    .select(COLUMNS)
    .eq("workspace_id", workspaceId)
    .order("started_at", { ascending: false })
    .limit(SHOWN)
    .abortSignal(signal);
  return dataOf(await query);
};

export type Import = Awaited<ReturnType<typeof listImports>>[number];
