import { useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { pollInterval } from "@/lib/polling.ts";
import { listCoverage } from "./list-coverage.ts";

/** Who of the team is covered, kept up to date; nothing is read without a workspace. */
export const useCoverage = (workspaceId: string | undefined) => {
  const { database } = useServices();
  const { data, error, failureCount } = useQuery({
    queryKey: ["coverage", workspaceId],
    queryFn: ({ signal }) => listCoverage(database, workspaceId ?? "", signal),
    enabled: workspaceId !== undefined,
    refetchInterval: pollInterval,
  });
  return { people: data, error, isKnown: data !== undefined || failureCount > 0 };
};
