import { type QueryKey, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { pollInterval } from "./polling.ts";

/** The last item of a page: the next page begins right after it, whatever has been added before. */
export interface Place {
  at: string;
  id: string;
}

export interface ListPage<Item> {
  items: Item[];
  next: Place | null;
}

interface PagesOptions<Item> {
  queryKey: QueryKey;
  read: (after: Place | null, signal: AbortSignal) => Promise<ListPage<Item>>;
  /** How many are wanted. */
  pages: number;
  enabled: boolean;
}

const beginning = (): Place | null => null;

/** The first pages of a list, kept up to date while somebody looks. */
export const usePages = <Item>({ queryKey, read, pages, enabled }: PagesOptions<Item>) => {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: beginning(),
    getNextPageParam: (page) => page.next,
    // Every page is read again, so a long list is asked for less often: one request an interval on average.
    refetchInterval: ({ state }) => pollInterval() * Math.max(1, state.data?.pages.length ?? 1),
    enabled,
  });
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  const missing = data !== undefined && data.pages.length < pages && hasNextPage;
  useEffect(() => {
    if (missing && !isFetching && !isError) void fetchNextPage();
  }, [missing, isFetching, isError, fetchNextPage]);
  return { ...query, items: data?.pages.flatMap((page) => page.items), loadingMore: missing && !isError };
};
