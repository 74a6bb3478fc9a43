import { useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { pollInterval } from "@/lib/polling.ts";
import { type Import, listImports } from "./list-imports.ts";

const IMPORTS_KEY = ["imports"] as const;

/** What is read again when an import was started, stopped or resumed. */
export const IMPORTS = [IMPORTS_KEY];

/** How often the bar of a running import moves, in milliseconds. */
const RUNNING_INTERVAL_MS = 1_000;

const isRunning = ({ state }: Pick<Import, "state">): boolean => state === "running";

/** The imports of a workspace, the newest first; asked for every second while one is running. */
export const useImports = (workspaceId: string | undefined) => {
  const { database } = useServices();
  const { data, error, failureCount } = useQuery({
    queryKey: [...IMPORTS_KEY, workspaceId],
    queryFn: ({ signal }) => listImports(database, workspaceId ?? "", signal),
    enabled: workspaceId !== undefined,
    refetchInterval: ({ state }) => (state.data?.some(isRunning) ? RUNNING_INTERVAL_MS : pollInterval()),
  });
  return { imports: data ?? [], error, isKnown: data !== undefined || failureCount > 0 };
};
