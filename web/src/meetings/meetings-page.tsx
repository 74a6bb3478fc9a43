import { getRouteApi, Link } from "@tanstack/react-router";
import { Video } from "lucide-react";
import { useEffect, useRef } from "react";
import { Attention, useAttentionIsKnown } from "./attention.tsx";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { PageHeading } from "@/ui/page-heading.tsx";
import { Panel, Problem } from "@/ui/problem.tsx";
import { MAX_PAGES, PAGE_SIZE } from "./list-meetings.ts";
import { MeetingRow, MeetingRowSkeleton } from "./meeting-row.tsx";
import { useMeetings } from "./use-meetings.ts";

const route = getRouteApi("/signed-in/meetings");
const SKELETON_ROWS = 8;
const LIST = "divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface";

const NoMeetings = () => (
  <Panel icon={Video} title="No meetings yet">
    <p>
      Connect Fathom and Pipedrive in{" "}
      <Link to="/settings" className="text-link">
        Settings
      </Link>
      . Then record a meeting: a few minutes after it ends, it appears here by itself.
    </p>
  </Panel>
);

/** Puts the focus on the first new meeting once "Show more" has brought it, without moving the page. */
const useFocusOnNew = (count: number) => {
  const list = useRef<HTMLUListElement>(null);
  const from = useRef<number | null>(null);
  useEffect(() => {
    if (from.current === null || count <= from.current) return;
    list.current?.children[from.current]?.querySelector("a")?.focus({ preventScroll: true });
    from.current = null;
  }, [count]);
  return { list, expect: () => (from.current = count) };
};

const Meetings = () => {
  const { page = 1 } = route.useSearch();
  const navigate = route.useNavigate();
  const { meetings, error, isFetching, hasNextPage, loadingMore, refetch, fetchNextPage } = useMeetings(page);
  const { list, expect } = useFocusOnNew(meetings?.length ?? 0);
  // What stands above the list comes with it, so that the list does not jump.
  const attentionIsKnown = useAttentionIsKnown();

  if (!meetings || !attentionIsKnown) {
    if (error && !meetings) return <Problem error={error} onRetry={() => void refetch()} busy={isFetching} />;
    return (
      <>
        <p role="status" className="sr-only">
          Loading meetings…
        </p>
        <ul className={LIST} aria-hidden>
          {Array.from({ length: SKELETON_ROWS }, (_, index) => (
            <MeetingRowSkeleton key={index} />
          ))}
        </ul>
      </>
    );
  }
  if (meetings.length === 0) return <NoMeetings />;

  const showMore = () => {
    expect();
    const wanted = Math.ceil(meetings.length / PAGE_SIZE) + 1;
    // The address says so already when the last try failed.
    if (wanted === page) void fetchNextPage();
    else void navigate({ search: { page: wanted }, replace: true, resetScroll: false });
  };
  return (
    <>
      {error && (
        <div className="mb-4">
          <Notice tone="warn">The list could not be brought up to date. Debrief keeps trying.</Notice>
        </div>
      )}
      <ul ref={list} className={LIST} aria-label="Meetings, newest first">
        {meetings.map((meeting) => (
          <MeetingRow key={meeting.id} meeting={meeting} />
        ))}
      </ul>
      <div className="mt-5 text-center">
        {hasNextPage && page < MAX_PAGES && (
          <Button look="secondary" busy={loadingMore} onClick={showMore}>
            {loadingMore ? "Loading…" : "Show more"}
          </Button>
        )}
        {hasNextPage && page >= MAX_PAGES && (
          <p className="text-sm text-muted">These are your newest {MAX_PAGES * PAGE_SIZE} meetings.</p>
        )}
      </div>
    </>
  );
};

export const MeetingsPage = () => (
  <>
    <div className="mb-5">
      <PageHeading title="Meetings" />
      <p className="mt-1 text-muted">What was recorded, and where each attendee was logged.</p>
    </div>
    <Attention />
    <Meetings />
  </>
);
