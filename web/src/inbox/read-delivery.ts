import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";

const COLUMNS =
  "id, workspace_id, user_id, source, delivery_id, state, origin, proof, received_at, finished_at, attempts, error, payload_bytes, erased_at, fathom_integrations(fathom_user_email), meeting_events(created_at, meetings(id, title)), event_states(id, state, attempts, error, created_at)" as const;

/** One delivery without what it brought; null when it does not exist or is not this person's to see. */
export const readDelivery = async (database: DatabaseClient, id: string, signal: AbortSignal) => {
  const query = database.from("webhook_events").select(COLUMNS).eq("id", id).limit(1);
  return dataOf(await query.abortSignal(signal))[0] ?? null;
};

export type Delivery = NonNullable<Awaited<ReturnType<typeof readDelivery>>>;

/** What it brought: up to 10 MB, so it is read when somebody wants to see it, and once. */
export const readContent = async (database: DatabaseClient, id: string, signal: AbortSignal) => {
  const query = database.from("webhook_events").select("headers, payload, payload_text").eq("id", id).limit(1);
  return dataOf(await query.abortSignal(signal))[0] ?? null;
};
