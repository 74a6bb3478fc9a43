import type { DatabaseClient } from "@/lib/database.ts";
import { dataOf } from "@/lib/data-error.ts";

const SHOWN = 20;

export const ERASURES_KEY = ["erasures"] as const;

/** The newest erasures of a workspace: that there was one, never of whom. */
export const listErasures = async (database: DatabaseClient, workspaceId: string, signal: AbortSignal) => {
  const query = database
    .from("erasures")
    .select("id, requested_at, meetings, outcomes, events, notes, notes_to_delete, notes_deleted, notes_failed")
    .eq("workspace_id", workspaceId)
    .order("requested_at", { ascending: false })
    .limit(SHOWN)
    .abortSignal(signal);
  return dataOf(await query);
};
