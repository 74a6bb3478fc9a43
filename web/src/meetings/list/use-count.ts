import { useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { pollInterval } from "@/lib/polling.ts";
import { type ListQuery, countMeetings } from "./list-meetings.ts";

/** Counting reads more than a page does: it is done less often. */
const COUNTS_PER_POLL = 6;

/** How many meetings there are for a search; undefined while that is not known. */
export const useCount = (query: ListQuery | null): number | undefined => {
  const { database } = useServices();
  const { data } = useQuery({
    queryKey: ["meetings", query?.workspaceId, query?.wanted, "count"],
    queryFn: ({ signal }) => countMeetings(database, query ?? { workspaceId: "", wanted: {} }, signal),
    enabled: query !== null,
    refetchInterval: () => COUNTS_PER_POLL * pollInterval(),
  });
  return data;
};
