import { CoverageCard } from "@/covered/coverage-card.tsx";
import { useCoverage } from "@/covered/use-coverage.ts";
import { EraseCard } from "@/erasure/erase-card.tsx";
import { FathomCard } from "@/fathom/fathom-card.tsx";
import { useImports } from "@/imports/use-imports.ts";
import { MembersCard } from "@/members/members-card.tsx";
import { useInvitations, usePeople } from "@/members/use-people.ts";
import { RefusedCard } from "@/refused/refused-card.tsx";
import { Notice } from "@/ui/notice.tsx";
import { PageHeading } from "@/ui/page-heading.tsx";
import { Problem } from "@/ui/problem.tsx";
import { DeleteCard } from "@/workspace/delete-card.tsx";
import { NoWorkspace } from "@/workspace/no-workspace.tsx";
import { mayAdminister, mayManage } from "@/workspace/roles.ts";
import { WrittenCard } from "@/written/written-card.tsx";
import { LoggingCard } from "./logging-card.tsx";
import { PipedriveCard } from "./pipedrive-card.tsx";
import { RetentionCard } from "./retention-card.tsx";
import { SettingsSkeleton } from "./settings-skeleton.tsx";
import { SlackCard } from "./slack-card.tsx";
import { usePlace } from "./use-place.ts";
import { useSettings } from "./use-settings.ts";
import { WorkspaceCard } from "./workspace-card.tsx";

/** The settings once all is known that makes parts of the page higher, so that nothing jumps. */
const useWhole = () => {
  const settings = useSettings();
  const imports = useImports(settings.data?.workspaceId);
  const sees = settings.data && mayManage(settings.data);
  const coverage = useCoverage(sees ? settings.data?.workspaceId : undefined);
  const people = usePeople(settings.data?.workspaceId);
  const administers = settings.data && mayAdminister(settings.data);
  const invitations = useInvitations(administers ? settings.data?.workspaceId : undefined);
  const isTeamKnown = people.isKnown && (!sees || coverage.isKnown) && (!administers || invitations.isKnown);
  const isWhole = !settings.data || (imports.isKnown && isTeamKnown);
  return { ...settings, data: isWhole ? settings.data : undefined };
};

const Sections = () => {
  const { data: settings, error, isFetching, refetch } = useWhole();
  usePlace(Boolean(settings));
  if (settings === undefined) {
    return error ? <Problem error={error} onRetry={() => void refetch()} busy={isFetching} /> : <SettingsSkeleton />;
  }
  if (settings === null) return <NoWorkspace />;
  const { logging } = settings;
  const mayChange = mayAdminister(settings);
  return (
    <>
      {error && <Notice tone="warn">This page could not be brought up to date. Debrief keeps trying.</Notice>}
      {!mayChange && <Notice tone="info">Only an owner or an admin of the workspace can change these settings.</Notice>}
      <WorkspaceCard settings={settings} />
      <MembersCard settings={settings} />
      <PipedriveCard connection={settings.pipedrive} mayChange={mayChange} />
      <WrittenCard workspaceId={settings.workspaceId} />
      <FathomCard settings={settings} />
      {mayManage(settings) && <CoverageCard workspaceId={settings.workspaceId} />}
      {logging && <LoggingCard logging={logging} mayChange={mayChange} />}
      {logging && mayChange && <SlackCard logging={logging} />}
      {logging && <RetentionCard logging={logging} mayChange={mayChange} />}
      {logging && mayChange && <RefusedCard logging={logging} />}
      {mayChange && <EraseCard workspaceId={settings.workspaceId} />}
      {settings.role === "owner" && <DeleteCard settings={settings} />}
    </>
  );
};

export const SettingsPage = () => (
  <div className="max-w-3xl">
    <div className="mb-5">
      <PageHeading title="Settings" />
      <p className="mt-1 text-muted">What Debrief listens to, where it writes, and what it keeps.</p>
    </div>
    <div className="grid grid-cols-1 gap-5">
      <Sections />
    </div>
  </div>
);
