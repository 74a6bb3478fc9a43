import type { DatabaseClient } from "@/lib/database.ts";
import { dataOf } from "@/lib/data-error.ts";

const SHOWN = 20;

/** The newest deliveries that were refused. Without their bodies, which are long: each is read when it is opened. */
export const listRefused = async (database: DatabaseClient, workspaceId: string, signal: AbortSignal) => {
  const query = database
    .from("refused_deliveries")
    .select("id, received_at, reason, body_bytes")
    .eq("workspace_id", workspaceId)
    .order("received_at", { ascending: false })
    .limit(SHOWN)
    .abortSignal(signal);
  return dataOf(await query);
};

/** What one of them said; null when it has been deleted since. */
export const readRefused = async (database: DatabaseClient, id: string, signal: AbortSignal) => {
  const query = database.from("refused_deliveries").select("headers, body").eq("id", id).limit(1).abortSignal(signal);
  return dataOf(await query)[0] ?? null;
};

/** The headers as they are written, one a line; those that the delivery did not have are left out. */
export const headerText = (headers: unknown): string =>
  headers !== null && typeof headers === "object" && !Array.isArray(headers)
    ? Object.entries(headers)
        .flatMap(([name, value]) => (value === null ? [] : [`${name}: ${String(value)}`]))
        .join("\n")
    : "";

export type Refused = Awaited<ReturnType<typeof listRefused>>[number];
