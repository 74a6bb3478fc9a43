import { useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { pollInterval } from "@/lib/polling.ts";
import { useMembership } from "@/workspace/use-membership.ts";
import { listTroubled } from "./troubled.ts";

export const TROUBLED_KEY = ["troubled-deliveries"] as const;

export const useTroubled = () => {
  const { database } = useServices();
  const workspaceId = useMembership()?.workspace_id;
  const { data, failureCount } = useQuery({
    queryKey: [...TROUBLED_KEY, workspaceId],
    queryFn: ({ signal }) => listTroubled(database, workspaceId ?? "", signal),
    enabled: workspaceId !== undefined,
    refetchInterval: pollInterval,
  });
  return { troubled: data ?? null, isKnown: data !== undefined || failureCount > 0 };
};
