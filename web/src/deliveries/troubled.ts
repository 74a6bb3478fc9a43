import type { DatabaseClient } from "@/lib/database.ts";
import { DataError } from "@/lib/data-error.ts";

const SHOWN = 5;

export interface TroubledDelivery {
  id: string;
  receivedAt: string;
  sentence: string;
}

/** What became of a delivery that did not end well, in a sentence for a person. The server's own code stays out of it. */
export const troubleSentence = (state: string, error: string | null): string => {
  const said = error?.replace(/^[a-z_]+: /, "").trim() ?? "";
  if (state === "unreadable") return said || "Its content is of a kind that Debrief does not know.";
  return said ? `Given up after the last try. ${said}` : "Given up after the last try.";
};

/** The newest deliveries that need a person, and how many there are. */
export const listTroubled = async (database: DatabaseClient, workspaceId: string, signal: AbortSignal) => {
  const { data, error, count, status } = await database
    .from("webhook_events")
    .select("id, received_at, state, error", { count: "exact" })
    .eq("workspace_id", workspaceId)
    .in("state", ["unreadable", "dead"])
    .order("received_at", { ascending: false })
    .limit(SHOWN)
    .abortSignal(signal);
  if (error) throw new DataError(error.message, status, error.code ?? "");
  const deliveries = data.map((event): TroubledDelivery => ({
    id: event.id,
    receivedAt: event.received_at,
    sentence: troubleSentence(event.state, event.error),
  }));
  return { deliveries, count: count ?? deliveries.length };
};

export type Troubled = Awaited<ReturnType<typeof listTroubled>>;
