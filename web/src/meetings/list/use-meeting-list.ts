import { type InfiniteData, keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { POLL_INTERVAL_MS } from "@/lib/polling.ts";
import { type Cursor, type ListQuery, FIRST_PAGE_SIZE, type Page, PAGE_SIZE, listMeetings } from "./list-meetings.ts";

export type LoadedPages = InfiniteData<Page, Cursor | null>;

/** Not under `meetings`, whose queries are read again when something changes: of a long list that is done page by page. */
export const listKey = (query: ListQuery | null) => ["meeting-list", query?.workspaceId, query?.wanted] as const;

/** Rows keep themselves up to date; where there is none yet, somebody waits for the first. */
const isEmpty = ({ state }: { state: { data: LoadedPages | undefined } }): boolean =>
  state.data?.pages.every(({ meetings }) => meetings.length === 0) ?? false;

const beginning = (): Cursor | null => null;

/** The pages of the list that have been asked for so far. While another search is under way the former one's stay. */
export const useMeetingList = (query: ListQuery | null) => {
  const { database } = useServices();
  return useInfiniteQuery({
    queryKey: listKey(query),
    queryFn: ({ pageParam, signal }) =>
      listMeetings(
        database,
        query ?? { workspaceId: "", wanted: {} },
        pageParam,
        pageParam ? PAGE_SIZE : FIRST_PAGE_SIZE,
        signal,
      ),
    initialPageParam: beginning(),
    getNextPageParam: (page) => page.next,
    enabled: query !== null,
    staleTime: (list) => (isEmpty(list) ? 0 : "static"),
    refetchInterval: (list) => (isEmpty(list) ? POLL_INTERVAL_MS : false),
    placeholderData: keepPreviousData,
  });
};
