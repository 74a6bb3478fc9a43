import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { pollInterval } from "@/lib/polling.ts";
import {
  type Cursor,
  type ListQuery,
  type ListedMeeting,
  type Page,
  FIRST_PAGE_SIZE,
  listMeetings,
} from "./list-meetings.ts";
import { newAtTop, pageAt, withFreshPage } from "./pages.ts";
import { type LoadedPages, listKey } from "./use-meeting-list.ts";

/** What of the list somebody looks at. */
export interface Sight {
  /** The first row that is seen. */
  first: number;
  /** Whether what is new may appear by itself: nothing that is read would move. */
  isAtTop: boolean;
}

/** A place in the list that is no meeting, so that all are after it. */
const beginning: Cursor | null = null;

const asLong = (before: Page[], next: Page[]): Page[] => (next.length < before.length ? before : next);

const after = (news: ListedMeeting[], { meetings, next }: Page): Page => ({
  meetings: meetings.slice(news.length),
  next,
});

/**
 * Keeps what is looked at up to date: the first page and the one in sight, however long the list is. Says how many new
 * meetings wait at the top until somebody is there.
 */
export const useFreshness = (query: ListQuery | null, sight: () => Sight) => {
  const { database } = useServices();
  const queries = useQueryClient();
  const key = listKey(query);
  const loaded = () => queries.getQueryData<LoadedPages>(key);

  const fresh = useQuery({
    queryKey: ["meetings", query?.workspaceId, query?.wanted, "fresh"],
    queryFn: async ({ signal }) => {
      const known = loaded();
      if (!query || !known) return 0;
      const { first, isAtTop } = sight();
      const number = pageAt(known.pages, first);
      const read = async (page: number) => {
        const size = (known.pages[page]?.meetings.length ?? 0) + FIRST_PAGE_SIZE;
        return listMeetings(database, query, known.pageParams[page] ?? beginning, size, signal);
      };
      const [top, seen] = await Promise.all([read(0), number > 0 ? read(number) : null]);

      // Another page may have come while these were read; what has no such page any more is left to the next time.
      const now = loaded();
      if (!now || now.pages.length < known.pages.length) return 0;
      const news = newAtTop(now.pages, top);
      let { pages } = now;
      if (isAtTop) pages = withFreshPage(pages, 0, top);
      // Somebody reads further down: nothing is put before what they read, and nothing taken away under it.
      else if (number === 0) pages = asLong(pages, withFreshPage(pages, 0, after(news, top)));
      if (seen && number < pages.length) pages = withFreshPage(pages, number, seen);
      queries.setQueryData<LoadedPages>(key, { pages, pageParams: now.pageParams.slice(0, pages.length) });
      return isAtTop ? 0 : news.length;
    },
    enabled: query !== null && loaded() !== undefined,
    refetchInterval: pollInterval,
    gcTime: 0,
    initialData: 0,
    initialDataUpdatedAt: () => queries.getQueryState(key)?.dataUpdatedAt,
  });
  return { waiting: fresh.data, isFailing: fresh.isError, refresh: fresh.refetch };
};
