import { getRouteApi, Link } from "@tanstack/react-router";
import { CircleCheck, Inbox } from "lucide-react";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Panel, Problem } from "@/ui/problem.tsx";
import { EventRow, EventRowSkeleton } from "./event-row.tsx";
import { type InboxFilter, type InboxView, MAX_PAGES } from "./inbox-search.ts";
import { PAGE_SIZE } from "./list-events.ts";
import { useEvents } from "./use-inbox.ts";

const route = getRouteApi("/signed-in/inbox");
const SKELETON_ROWS = 8;
const LIST = "divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface";

const Nothing = ({ view, isFiltered }: { view: InboxView; isFiltered: boolean }) => {
  if (isFiltered || (view !== "attention" && view !== "all"))
    return (
      <Panel icon={Inbox} title="No deliveries like this">
        <p>
          Loosen the filters, or{" "}
          <Link to="/inbox" search={{ state: "all" }} className="text-link">
            show all deliveries
          </Link>
          .
        </p>
      </Panel>
    );
  if (view === "attention")
    return (
      <Panel icon={CircleCheck} title="Nothing needs attention">
        <p>
          Everything that arrived was read, or is being tried again.{" "}
          <Link to="/inbox" search={{ state: "all" }} className="text-link">
            Show all deliveries
          </Link>
        </p>
      </Panel>
    );
  return (
    <Panel icon={Inbox} title="Nothing has arrived yet">
      <p>
        Connect Fathom in{" "}
        <Link to="/settings" className="text-link">
          Settings
        </Link>
        . What Fathom sends then is listed here, whatever becomes of it.
      </p>
    </Panel>
  );
};

/** The deliveries of a view, newest first. */
export const InboxList = ({ workspaceId, view, filter, pages }: InboxListProps) => {
  const navigate = route.useNavigate();
  const { items, error, isFetching, hasNextPage, loadingMore, refetch, fetchNextPage } = useEvents(
    workspaceId,
    view,
    filter,
    pages,
  );
  if (!items || view === null) {
    if (error && !items) return <Problem error={error} onRetry={() => void refetch()} busy={isFetching} />;
    return (
      <>
        <p role="status" className="sr-only">
          Loading deliveries…
        </p>
        <ul className={LIST} aria-hidden>
          {Array.from({ length: SKELETON_ROWS }, (_, index) => (
            <EventRowSkeleton key={index} />
          ))}
        </ul>
      </>
    );
  }
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  if (items.length === 0) return <Nothing view={view} isFiltered={isFiltered} />;
  const showMore = () => {
    const wanted = Math.ceil(items.length / PAGE_SIZE) + 1;
    // The address says so already when the last try failed.
    if (wanted === pages) void fetchNextPage();
    else void navigate({ search: (search) => ({ ...search, page: wanted }), replace: true, resetScroll: false });
  };
  return (
    <>
      {error && (
        <div className="mb-4">
          <Notice tone="warn">The list could not be brought up to date. Debrief keeps trying.</Notice>
        </div>
      )}
      <ul className={LIST} aria-label="Deliveries, newest first">
        {items.map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </ul>
      <div className="mt-5 text-center">
        {hasNextPage && pages < MAX_PAGES && (
          <Button look="secondary" busy={loadingMore} onClick={showMore}>
            {loadingMore ? "Loading…" : "Show more"}
          </Button>
        )}
        {hasNextPage && pages >= MAX_PAGES && (
          <p className="text-sm text-muted">
            These are the newest {(MAX_PAGES * PAGE_SIZE).toLocaleString("en")}. Older ones are found by date.
          </p>
        )}
      </div>
    </>
  );
};

interface InboxListProps {
  workspaceId: string | undefined;
  /** Null while it is not decided. */
  view: InboxView | null;
  filter: InboxFilter;
  pages: number;
}
