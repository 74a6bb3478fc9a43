import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft, SearchX } from "lucide-react";
import { shorten } from "@/lib/shorten.ts";
import { buttonStyle } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { PageHeading } from "@/ui/page-heading.tsx";
import { Panel, Problem } from "@/ui/problem.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";
import { DryRunBanner } from "@/dry-run/dry-run-banner.tsx";
import { useDryRun } from "@/dry-run/use-dry-run.ts";
import { Attendees } from "./attendees.tsx";
import { NeighbourLinks } from "./neighbours/neighbours.tsx";
import { TimelineCard } from "./timeline/timeline-card.tsx";
import { MeetingContentView } from "./meeting-content.tsx";
import { MeetingFacts } from "./meeting-facts.tsx";
import { MeetingRemarks } from "./meeting-remarks.tsx";
import { AttendeesSkeleton, ContentSkeleton } from "./meeting-skeleton.tsx";
import type { MeetingHead } from "./read-meeting.ts";
import { useCrmAccount, useMeeting } from "./use-meeting.ts";

const route = getRouteApi("/signed-in/meetings/$meetingId");

const NotThere = () => (
  <Panel icon={SearchX} title="This meeting is not here">
    <p>It does not exist, or it belongs to somebody whose meetings you may not see.</p>
    <Link to="/meetings" className={buttonStyle({ look: "secondary", className: "mt-5" })}>
      All meetings
    </Link>
  </Panel>
);

const Meeting = ({ id }: { id: string }) => {
  const { head, content } = useMeeting(id);
  const crm = useCrmAccount(head.data?.workspace_id);
  // The banner, and what can be done with the CRM, come with the rest, so that nothing jumps.
  const dryRun = useDryRun(head.data?.workspace_id);
  const meeting = head.data === null || (dryRun.isKnown && crm.isKnown) ? head.data : undefined;

  if (meeting === null || (meeting === undefined && head.isError)) {
    return (
      <>
        <TopRow />
        <PageHeading title={meeting === null ? "Meeting not found" : "Meeting"} />
        <div className="mt-5">
          {meeting === null ? (
            <NotThere />
          ) : (
            <Problem error={head.error} onRetry={() => void head.refetch()} busy={head.isFetching} />
          )}
        </div>
      </>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-5">
      <div>
        <TopRow meeting={meeting} />
        <PageHeading title={meeting ? shorten(meeting.title, 120) : "Meeting"}>
          {meeting ? <bdi>{shorten(meeting.title, 300)}</bdi> : <LoadingTitle />}
        </PageHeading>
        <MeetingFacts meeting={meeting} />
      </div>
      {head.isError && <Notice tone="warn">This page could not be brought up to date. Debrief keeps trying.</Notice>}
      {meeting && <DryRunBanner workspaceId={meeting.workspace_id} />}
      {meeting && <MeetingRemarks meeting={meeting} />}
      {meeting ? <Attendees meeting={meeting} account={crm.account} /> : <AttendeesSkeleton />}
      {/* Nothing below the attendees before their number is known: they would push it away. */}
      {meeting && content.data && <MeetingContentView content={content.data} meeting={meeting} />}
      {meeting && content.isPending && <ContentSkeleton />}
      {content.isError && !content.data && (
        <Problem error={content.error} onRetry={() => void content.refetch()} busy={content.isFetching} />
      )}
      {meeting && <TimelineCard meeting={meeting} />}
    </div>
  );
};

const LoadingTitle = () => (
  <>
    <span className="sr-only">Loading meeting…</span>
    <Skeleton className="my-1 h-6 w-72 max-w-full" />
  </>
);

const TopRow = ({ meeting }: { meeting?: MeetingHead | undefined }) => (
  <div className="mb-3 flex min-h-8 items-center justify-between gap-4">
    <Link
      to="/meetings"
      className="-ms-1 inline-flex items-center gap-1.5 rounded-md px-1 py-1 text-sm font-medium text-muted hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-4" />
      All meetings
    </Link>
    <NeighbourLinks meeting={meeting} />
  </div>
);

export const MeetingPage = () => {
  const { meetingId } = route.useParams();
  // Another meeting is another page: nothing of the one before stays.
  return <Meeting key={meetingId} id={meetingId} />;
};
