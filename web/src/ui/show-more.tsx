import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";

/** Above a list that is shown although its last refresh failed. */
export const OutOfDate = () => (
  <div className="mb-4">
    <Notice tone="warn">The list could not be brought up to date. Debrief keeps trying.</Notice>
  </div>
);

/** Below a list: the way to its next page, or, when as many are shown as a page of the client holds, where the others are. */
export const ShowMore = ({ list, pages, maxPages, pageSize, onWanted, others }: ShowMoreProps) => {
  const showMore = () => {
    const wanted = Math.ceil((list.items?.length ?? 0) / pageSize) + 1;
    // The address says so already when the last try failed.
    if (wanted === pages) void list.fetchNextPage();
    else onWanted(wanted);
  };
  return (
    <div className="mt-5 text-center">
      {list.hasNextPage && pages < maxPages && (
        <Button look="secondary" busy={list.loadingMore} onClick={showMore}>
          {list.loadingMore ? "Loading…" : "Show more"}
        </Button>
      )}
      {list.hasNextPage && pages >= maxPages && (
        <p className="text-sm text-muted">
          These are the newest {(maxPages * pageSize).toLocaleString("en")}. {others}
        </p>
      )}
    </div>
  );
};

interface ShowMoreProps {
  /** As `usePages` gives it. */
  list: { items: unknown[] | undefined; hasNextPage: boolean; loadingMore: boolean; fetchNextPage(): unknown };
  /** How many are wanted now. */
  pages: number;
  maxPages: number;
  pageSize: number;
  onWanted(pages: number): void;
  /** A sentence: where older ones are found. */
  others: ReactNode;
}
