import { useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";
import { mayManage } from "@/workspace/roles.ts";
import { useMembership } from "@/workspace/use-membership.ts";

/** Nobody tells of what does not happen: a page has to ask. */
const ASK_EVERY_MS = 60_000;

const readLateClock = async (database: DatabaseClient, signal: AbortSignal): Promise<boolean> =>
  dataOf(await database.rpc("clock_is_late").abortSignal(signal)) === true;

/** Whether the clock has not rung the worker for ten minutes: managers and above are told, nobody else asks. */
export const useLateClock = (): boolean => {
  const { database } = useServices();
  const membership = useMembership();
  const { data } = useQuery({
    queryKey: ["late-clock"],
    queryFn: ({ signal }) => readLateClock(database, signal),
    enabled: membership !== null && mayManage(membership),
    refetchInterval: ASK_EVERY_MS,
  });
  return data === true;
};
