import { useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";
import { pollInterval } from "@/lib/polling.ts";
import { useMembership } from "@/workspace/use-membership.ts";

export const DRY_RUN_KEY = ["dry-run"] as const;

const listDryRuns = async (database: DatabaseClient, signal: AbortSignal) => {
  const query = database.from("workspace_settings").select("workspace_id").eq("dry_run", true).abortSignal(signal);
  return dataOf(await query).map((settings) => settings.workspace_id);
};

/** Whether this workspace, or without one the one that the person looks at, is in dry run; `isKnown` once that was read. */
export const useDryRun = (named?: string) => {
  const { database } = useServices();
  const present = useMembership()?.workspace_id;
  const workspaceId = named ?? present;
  const { data, failureCount } = useQuery({
    queryKey: DRY_RUN_KEY,
    queryFn: ({ signal }) => listDryRuns(database, signal),
    refetchInterval: pollInterval,
  });
  const isOn = data !== undefined && workspaceId !== undefined && data.includes(workspaceId);
  return { isOn, isKnown: data !== undefined || failureCount > 0 };
};
