import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useServices } from "@/app/services.tsx";
import { pollInterval } from "@/lib/polling.ts";
import { type Cursor, listMeetings } from "./list-meetings.ts";

/** Where the list begins: before nothing. */
const beginning = (): Cursor | null => null;

/** The first `pages` pages of meetings, kept up to date while somebody looks. */
export const useMeetings = (pages: number) => {
  const { database } = useServices();
  const query = useInfiniteQuery({
    queryKey: ["meetings"],
    queryFn: ({ pageParam, signal }) => listMeetings(database, pageParam, signal),
    initialPageParam: beginning(),
    getNextPageParam: (page) => page.next,
    // Every page is read again, so a long list is polled less often: one request per interval on average.
    refetchInterval: ({ state }) => pollInterval() * Math.max(1, state.data?.pages.length ?? 1),
  });
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  const missing = data !== undefined && data.pages.length < pages && hasNextPage;
  useEffect(() => {
    if (missing && !isFetching && !isError) void fetchNextPage();
  }, [missing, isFetching, isError, fetchNextPage]);
  return { ...query, meetings: data?.pages.flatMap((page) => page.meetings), loadingMore: missing && !isError };
};
