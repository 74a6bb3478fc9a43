import { getRouteApi } from "@tanstack/react-router";
import { ChartColumn } from "lucide-react";
import { AlertsNotice } from "@/alerts/alerts-notice.tsx";
import { ClockBanner } from "@/clock/clock-banner.tsx";
import { DryRunBanner } from "@/dry-run/dry-run-banner.tsx";
import { FirstSteps } from "@/setup/first-steps.tsx";
import { Notice } from "@/ui/notice.tsx";
import { PageHeading } from "@/ui/page-heading.tsx";
import { Panel, Problem } from "@/ui/problem.tsx";
import { mayAdminister, mayManage } from "@/workspace/roles.ts";
import { useMembership } from "@/workspace/use-membership.ts";
import { HealthCard } from "./health-card.tsx";
import { OverviewSkeleton } from "./overview-skeleton.tsx";
import { ScopeSwitch } from "./scope-switch.tsx";
import { ShareCard } from "./share-card.tsx";
import { useOverview } from "./use-overview.ts";
import { Waiting } from "./waiting.tsx";
import { WeeksCard } from "./weeks-card.tsx";

const route = getRouteApi("/signed-in/overview");

/** Who manages sees the team's numbers unless they ask for their own; everybody else has only their own. */
const useScope = () => {
  const membership = useMembership();
  const seesTeam = membership !== null && mayManage(membership);
  const { whose = "team" } = route.useSearch();
  const mayConnect = membership !== null && mayAdminister(membership);
  return { membership, mayConnect, seesTeam, whose: seesTeam ? whose : "mine" } as const;
};

const NoMeetings = ({ mayConnect }: { mayConnect: boolean }) => (
  <Panel icon={ChartColumn} title="No meetings yet">
    <p>
      {mayConnect
        ? "Once Fathom and Pipedrive are connected, the first numbers are here a few minutes after a meeting ends."
        : "A few minutes after you have recorded one, it is here. If it is not, ask an owner or admin to connect your Fathom account."}
    </p>
  </Panel>
);

const Numbers = () => {
  const { membership, mayConnect, seesTeam, whose } = useScope();
  const { data: overview, error, isFetching, refetch } = useOverview(membership?.workspace_id, whose === "mine");
  if (!overview) {
    return error ? <Problem error={error} onRetry={() => void refetch()} busy={isFetching} /> : <OverviewSkeleton />;
  }
  return (
    <div className="grid grid-cols-1 gap-5">
      {error && <Notice tone="warn">The overview could not be brought up to date. Debrief keeps trying.</Notice>}
      <div className="grid gap-3 empty:hidden">
        <DryRunBanner />
        <ClockBanner />
        <AlertsNotice />
      </div>
      <FirstSteps />
      {(overview.has_meetings || Object.keys(overview.deliveries).length > 0) && (
        <Waiting overview={overview} whose={whose} />
      )}
      {overview.has_meetings ? (
        <div className="grid grid-cols-1 gap-5 lg:grid-cols-2">
          <WeeksCard weeks={overview.weeks} whose={whose} />
          <ShareCard weeks={overview.weeks} whose={whose} />
        </div>
      ) : (
        <NoMeetings mayConnect={mayConnect} />
      )}
      <HealthCard overview={overview} seesTeam={seesTeam} />
    </div>
  );
};

export const OverviewPage = () => {
  const { seesTeam, whose } = useScope();
  return (
    <>
      <div className="mb-5 flex flex-wrap items-end justify-between gap-3">
        <div>
          <PageHeading title="Overview" />
          <p className="mt-1 text-muted">The last twelve weeks, and what waits for a person.</p>
        </div>
        {seesTeam && <ScopeSwitch whose={whose} />}
      </div>
      <Numbers />
    </>
  );
};
