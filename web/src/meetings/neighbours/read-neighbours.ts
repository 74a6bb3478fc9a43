import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";

/** A meeting as another one's neighbour: how to get there, and what it is called. */
export interface Neighbour {
  id: string;
  title: string;
}

export interface Neighbours {
  newer: Neighbour | null;
  older: Neighbour | null;
}

interface Place {
  id: string;
  workspaceId: string;
  occurredAt: string;
}

const nextTo = async (database: DatabaseClient, place: Place, isNewer: boolean, signal: AbortSignal) => {
  const { id, workspaceId, occurredAt } = place;
  const [side, ordered] = isNewer ? (["gt", { ascending: true }] as const) : (["lt", { ascending: false }] as const);
  const query = database.from("meetings").select("id, title").eq("workspace_id", workspaceId);
  // What `or` says is implied by the first: it is what lets Postgres begin in the middle of the index.
  const from = isNewer ? query.gte("occurred_at", occurredAt) : query.lte("occurred_at", occurredAt);
  const found = await from
    .or(`occurred_at.${side}."${occurredAt}",and(occurred_at.eq."${occurredAt}",id.${side}.${id})`)
    .order("occurred_at", ordered)
    .order("id", ordered)
    .limit(1)
    .abortSignal(signal);
  return dataOf(found)[0] ?? null;
};

/** The meetings right before and after one in time, of those that this person may see. */
export const readNeighbours = async (
  database: DatabaseClient,
  place: Place,
  signal: AbortSignal,
): Promise<Neighbours> => {
  const [newer, older] = await Promise.all([
    nextTo(database, place, true, signal),
    nextTo(database, place, false, signal),
  ]);
  return { newer, older };
};
