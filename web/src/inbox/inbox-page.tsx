import { getRouteApi } from "@tanstack/react-router";
import { PageHeading } from "@/ui/page-heading.tsx";
import { mayManage } from "@/workspace/roles.ts";
import { useMembership } from "@/workspace/use-membership.ts";
import { DeliveryDialog } from "./delivery-dialog.tsx";
import { InboxFilters } from "./inbox-filters.tsx";
import { InboxList } from "./inbox-list.tsx";
import { ReplayFilter } from "./replay-filter.tsx";
import { StateTabs } from "./state-tabs.tsx";
import { useEventCounts, useFirstView } from "./use-inbox.ts";

const route = getRouteApi("/signed-in/inbox");

/** Every delivery that came in, what became of it, and a way to have it done again. */
export const InboxPage = () => {
  const { state, page = 1, event, origin, account, from, to, delivery } = route.useSearch();
  const navigate = route.useNavigate();
  const filter = { origin, account, from, to, delivery };
  const membership = useMembership();
  const workspaceId = membership?.workspace_id;
  const known = useEventCounts(workspaceId, filter);
  const first = useFirstView(known);
  const view = state ?? first;
  return (
    <>
      <div className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <PageHeading title="Inbox" />
          <p className="mt-1 text-muted">Everything that arrived, and what became of it.</p>
        </div>
        {membership && mayManage(membership) && view !== null && known.counts && (
          <ReplayFilter workspaceId={membership.workspace_id} view={view} filter={filter} counts={known.counts} />
        )}
      </div>
      <div className="mb-4 grid gap-3">
        <StateTabs view={view} counts={known.counts} />
        {workspaceId && <InboxFilters workspaceId={workspaceId} filter={filter} />}
      </div>
      <InboxList workspaceId={workspaceId} view={view} filter={filter} pages={page} />
      {event && (
        <DeliveryDialog
          key={event}
          id={event}
          onClose={() =>
            void navigate({ search: (search) => ({ ...search, event: undefined }), replace: true, resetScroll: false })
          }
        />
      )}
    </>
  );
};
