import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { POLL_INTERVAL_MS } from "@/lib/polling.ts";
import { readOverview } from "./read-overview.ts";

const OVERVIEW_KEY = ["overview"] as const;
/** Sums over weeks change slowly; whoever waits for the first meeting is shown it as soon as everywhere else. */
const SLOWER = 4;

/** The overview of a workspace, kept up to date; nothing is read without one. */
export const useOverview = (workspaceId: string | undefined, mine: boolean) => {
  const { database } = useServices();
  return useQuery({
    queryKey: [...OVERVIEW_KEY, workspaceId, mine],
    queryFn: ({ signal }) => readOverview(database, workspaceId ?? "", mine, signal),
    enabled: workspaceId !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => POLL_INTERVAL_MS * (state.data?.has_meetings ? SLOWER : 1),
  });
};
