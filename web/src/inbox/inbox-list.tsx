import { getRouteApi, Link } from "@tanstack/react-router";
import { CircleCheck, Inbox } from "lucide-react";
import { Panel, Problem } from "@/ui/problem.tsx";
import { OutOfDate, ShowMore } from "@/ui/show-more.tsx";
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
  const list = useEvents(workspaceId, view, filter, pages);
  const { items, error, isFetching, refetch } = list;
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
  return (
    <>
      {error && <OutOfDate />}
      <ul className={LIST} aria-label="Deliveries, newest first">
        {items.map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </ul>
      <ShowMore
        list={list}
        pages={pages}
        maxPages={MAX_PAGES}
        pageSize={PAGE_SIZE}
        onWanted={(page) =>
          void navigate({ search: (search) => ({ ...search, page }), replace: true, resetScroll: false })
        }
        others="Older ones are found by date."
      />
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
