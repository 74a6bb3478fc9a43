import { useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";
import { pollInterval } from "@/lib/polling.ts";
import { useMembership } from "@/workspace/use-membership.ts";

export const ALERTS_KEY = ["alerts"] as const;

const listAlerts = async (database: DatabaseClient, workspaceId: string, signal: AbortSignal) => {
  const query = database
    .from("alerts")
    // Every column: named alone, `count` is taken for the number of rows by some servers of the data API.
    .select("*")
    .eq("workspace_id", workspaceId)
    .is("acknowledged_at", null)
    .order("first_at")
    .abortSignal(signal);
  return dataOf(await query);
};

export type Alert = Awaited<ReturnType<typeof listAlerts>>[number];

/** What nobody has seen to yet: managers and above are shown it, for everybody else there is nothing. */
export const useAlerts = () => {
  const { database } = useServices();
  const workspaceId = useMembership()?.workspace_id;
  const { data, failureCount } = useQuery({
    queryKey: [...ALERTS_KEY, workspaceId],
    queryFn: ({ signal }) => listAlerts(database, workspaceId ?? "", signal),
    enabled: workspaceId !== undefined,
    refetchInterval: pollInterval,
  });
  return { alerts: data ?? [], isKnown: data !== undefined || failureCount > 0 };
};
