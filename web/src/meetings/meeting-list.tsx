import { useEffect, useMemo, useRef } from "react";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import type { ListQuery } from "./list/list-meetings.ts";
import { NewMeetings } from "./list/new-meetings.tsx";
import { flatten } from "./list/pages.ts";
import { useFreshness } from "./list/use-freshness.ts";
import { useHeight } from "./list/use-height.ts";
import type { useMeetingList } from "./list/use-meeting-list.ts";
import { useRowFocus } from "./list/use-row-focus.ts";
import { useRowsInSight } from "./list/use-rows-in-sight.ts";
import { rowsToRender } from "./list/visible-range.ts";
import { MeetingRow, MeetingRowSkeleton, rowHeight } from "./meeting-row.tsx";

export const LIST = "overflow-hidden rounded-xl border border-line bg-surface";
/** How many rows before the end of what is loaded the next page is asked for. */
const AHEAD = 40;

/** The meetings of a search. Only the rows in sight are rendered; more are loaded as one gets near the end. */
export const MeetingList = ({ list, query, q, total }: MeetingListProps) => {
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, isPlaceholderData, fetchNextPage } = list;
  const pages = data?.pages;
  const meetings = useMemo(() => flatten(pages ?? []), [pages]);
  const ids = useMemo(() => meetings.map(({ id }) => id), [meetings]);

  const { ref: probe, height } = useHeight<HTMLDivElement>(q === undefined ? "row" : "row with a passage");
  const element = useRef<HTMLUListElement>(null);
  const range = useRowsInSight(element, ids, height);
  const { pinned, ...handlers } = useRowFocus(element, ids, range.first);
  const { waiting, isFailing, refresh } = useFreshness(query, () => ({
    first: range.first,
    isAtTop: (element.current?.getBoundingClientRect().top ?? 0) >= 0,
  }));

  const isNearEnd = range.end > 0 && range.end + AHEAD >= meetings.length;
  const mayLoad = isNearEnd && hasNextPage && !isFetchingNextPage && !isFetchNextPageError && !isPlaceholderData;
  useEffect(() => {
    if (mayLoad) void fetchNextPage({ cancelRefetch: false });
  }, [mayLoad, fetchNextPage]);

  const showNew = () => {
    window.scrollTo({ top: 0, behavior: "instant" });
    void refresh();
  };
  return (
    <>
      {isFailing && (
        <div className="mb-4">
          <Notice tone="warn">The list could not be brought up to date. Debrief keeps trying.</Notice>
        </div>
      )}
      <div className="relative" aria-busy={isPlaceholderData}>
        <NewMeetings count={waiting} onShow={showNew} />
        <div ref={probe} aria-hidden className={`invisible absolute ${rowHeight(q !== undefined)}`} />
        <div className={LIST}>
          {/* The list has its full height, with each row in its place. */}
          <ul
            ref={element}
            aria-label="Meetings, newest first"
            className={`relative transition-opacity ${isPlaceholderData ? "opacity-50" : ""}`}
            style={{ height: meetings.length * height }}
            {...handlers}
          >
            {rowsToRender(range, pinned, meetings.length).map((index) => {
              const meeting = meetings[index];
              return (
                meeting && (
                  <MeetingRow
                    key={meeting.id}
                    meeting={meeting}
                    index={index}
                    total={total}
                    top={index * height}
                    q={q}
                  />
                )
              );
            })}
          </ul>
          {hasNextPage && !isFetchNextPageError && (
            <div className="border-t border-line">
              <MeetingRowSkeleton withPassages={q !== undefined} />
            </div>
          )}
        </div>
        {isFetchNextPageError && (
          <div className="mt-4 flex flex-wrap items-center gap-3">
            <Notice tone="bad">More meetings could not be loaded.</Notice>
            <Button look="secondary" size="small" onClick={() => void fetchNextPage()}>
              Try again
            </Button>
          </div>
        )}
      </div>
    </>
  );
};

interface MeetingListProps {
  list: ReturnType<typeof useMeetingList>;
  query: ListQuery;
  /** The words that were searched for. */
  q: string | undefined;
  /** How many meetings there are; -1 when nobody knows exactly. */
  total: number;
}
