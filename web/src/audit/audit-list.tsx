import { getRouteApi, Link } from "@tanstack/react-router";
import { ScrollText } from "lucide-react";
import { useIsWide } from "@/lib/use-is-wide.ts";
import { Panel, Problem } from "@/ui/problem.tsx";
import { OutOfDate, ShowMore } from "@/ui/show-more.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";
import { type AuditFilter, MAX_PAGES } from "./audit-search.ts";
import { AuditCards, AuditTable } from "./audit-table.tsx";
import { PAGE_SIZE } from "./list-audit.ts";
import { useAudit } from "./use-audit.ts";

const route = getRouteApi("/signed-in/audit");
const SKELETON_ROWS = 8;

const Loading = () => (
  <>
    <p role="status" className="sr-only">
      Loading the audit trail…
    </p>
    <div aria-hidden className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface">
      {Array.from({ length: SKELETON_ROWS }, (_, index) => (
        <div key={index} className="grid gap-3 px-4 py-4 lg:grid-cols-4">
          <Skeleton className="w-3/5" />
          <Skeleton className="w-4/5" />
          <Skeleton className="w-3/5" />
          <Skeleton className="h-6 w-40" />
        </div>
      ))}
    </div>
  </>
);

const Nothing = ({ isFiltered }: { isFiltered: boolean }) =>
  isFiltered ? (
    <Panel icon={ScrollText} title="Nobody like this">
      <p>
        Loosen the filters, or{" "}
        <Link to="/audit" className="text-link">
          show everybody
        </Link>
        .
      </p>
    </Panel>
  ) : (
    <Panel icon={ScrollText} title="Nothing to audit yet">
      <p>
        Every attendee of every recorded meeting gets a line here: whether they were found, where the note is, and why
        not. Connect Fathom in{" "}
        <Link to="/settings" className="text-link">
          Settings
        </Link>{" "}
        to begin.
      </p>
    </Panel>
  );

/** The lines of the audit trail, newest first: a table where there is room for one, else cards. */
export const AuditList = ({ workspaceId, filter, pages }: AuditListProps) => {
  const navigate = route.useNavigate();
  const isWide = useIsWide();
  const list = useAudit(workspaceId, filter, pages);
  const { items, error, isFetching, refetch } = list;
  if (!items) return error ? <Problem error={error} onRetry={() => void refetch()} busy={isFetching} /> : <Loading />;
  if (items.length === 0) return <Nothing isFiltered={Object.values(filter).some((value) => value !== undefined)} />;
  const Lines = isWide ? AuditTable : AuditCards;
  return (
    <>
      {error && <OutOfDate />}
      <Lines lines={items} label="Audit trail, newest first" />
      <ShowMore
        list={list}
        pages={pages}
        maxPages={MAX_PAGES}
        pageSize={PAGE_SIZE}
        onWanted={(page) =>
          void navigate({ search: (search) => ({ ...search, page }), replace: true, resetScroll: false })
        }
        others="The export holds all of them."
      />
    </>
  );
};

interface AuditListProps {
  workspaceId: string | undefined;
  filter: AuditFilter;
  pages: number;
}
