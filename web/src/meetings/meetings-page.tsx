import { getRouteApi, Link } from "@tanstack/react-router";
import { Video } from "lucide-react";
import { useMemo } from "react";
import { isCounted } from "@/lib/counted-words.ts";
import { FirstSteps } from "@/setup/first-steps.tsx";
import { PageHeading } from "@/ui/page-heading.tsx";
import { Panel, Problem } from "@/ui/problem.tsx";
import { mayManage } from "@/workspace/roles.ts";
import { useMembership } from "@/workspace/use-membership.ts";
import { Attention, useAttentionIsKnown } from "./attention.tsx";
import { FilterBar } from "./filters/filter-bar.tsx";
import { type ListSearch, wantedOf } from "./filters/list-search.ts";
import { NothingFound } from "./filters/nothing-found.tsx";
import { useCount } from "./list/use-count.ts";
import { useMeetingList } from "./list/use-meeting-list.ts";
import { LIST, MeetingList } from "./meeting-list.tsx";
import { MeetingRowSkeleton } from "./meeting-row.tsx";

const route = getRouteApi("/signed-in/meetings");
const SKELETON_ROWS = 8;

const NoMeetings = () => (
  <div className="grid grid-cols-1 gap-5">
    <FirstSteps />
    <Panel icon={Video} title="No meetings yet">
      <p>
        Connect Fathom and Pipedrive in{" "}
        <Link to="/settings" className="text-link">
          Settings
        </Link>
        . Then record a meeting: a few minutes after it ends, it appears here by itself.
      </p>
    </Panel>
  </div>
);

const ListSkeleton = ({ withPassages }: { withPassages: boolean }) => (
  <>
    <p role="status" className="sr-only">
      Loading meetings…
    </p>
    <div className={`${LIST} divide-y divide-line`} aria-hidden>
      {Array.from({ length: SKELETON_ROWS }, (_, index) => (
        <MeetingRowSkeleton key={index} withPassages={withPassages} />
      ))}
    </div>
  </>
);

const Meetings = () => {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const membership = useMembership();
  const workspaceId = membership?.workspace_id;
  const query = useMemo(
    () => (workspaceId === undefined ? null : { workspaceId, wanted: wantedOf(search) }),
    [workspaceId, search],
  );
  const list = useMeetingList(query);
  const count = useCount(query);
  // What stands above the list comes with it, so that the list does not jump.
  const attentionIsKnown = useAttentionIsKnown();

  const change = (next: ListSearch, how: "typed" | "chosen") =>
    void navigate({ search: next, replace: how === "typed", resetScroll: false });
  const isFiltered = query !== null && Object.keys(query.wanted).length > 0;
  const isEmpty = list.data !== undefined && list.data.pages.every(({ meetings }) => meetings.length === 0);
  if (isEmpty && !isFiltered && !list.isPlaceholderData && attentionIsKnown) return <NoMeetings />;
  return (
    <>
      <FilterBar
        search={search}
        count={count}
        mayManage={membership !== null && mayManage(membership)}
        onChange={change}
      />
      {content()}
    </>
  );

  function content() {
    if (!list.data && list.error)
      return <Problem error={list.error} onRetry={() => void list.refetch()} busy={list.isFetching} />;
    if (!list.data || !query || !attentionIsKnown) return <ListSkeleton withPassages={search.q !== undefined} />;
    if (isEmpty && !list.isPlaceholderData)
      return (
        <NothingFound workspaceId={query.workspaceId} search={search} onChange={(next) => change(next, "chosen")} />
      );
    return (
      <MeetingList
        list={list}
        query={query}
        q={search.q}
        total={count !== undefined && isCounted(count) ? count : -1}
      />
    );
  }
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
