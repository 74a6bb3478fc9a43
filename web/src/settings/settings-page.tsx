import { CircleUserRound } from "lucide-react";
import { Card } from "@/ui/card.tsx";
import { Notice } from "@/ui/notice.tsx";
import { PageHeading } from "@/ui/page-heading.tsx";
import { Panel, Problem } from "@/ui/problem.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";
import { FathomCard } from "./fathom-card.tsx";
import { PipedriveCard } from "./pipedrive-card.tsx";
import { useSettings } from "./use-settings.ts";
import { WorkspaceCard } from "./workspace-card.tsx";

const TITLES = ["Workspace", "Pipedrive", "Fathom"];

const Loading = () => (
  <>
    <p role="status" className="sr-only">
      Loading settings…
    </p>
    {TITLES.map((title) => (
      <Card key={title} title={title}>
        <div className="grid max-w-md gap-3 py-1">
          <Skeleton className="w-2/3" />
          <Skeleton className="h-10" />
          <Skeleton className="h-10" />
        </div>
      </Card>
    ))}
  </>
);

const Sections = () => {
  const { data: settings, error, isFetching, refetch } = useSettings();
  if (settings === undefined) {
    return error ? <Problem error={error} onRetry={() => void refetch()} busy={isFetching} /> : <Loading />;
  }
  if (settings === null) {
    return (
      <Panel icon={CircleUserRound} title="You are in no workspace">
        <p>Ask an owner of a workspace to add you, then reload this page.</p>
      </Panel>
    );
  }
  const mayChange = settings.role === "owner" || settings.role === "admin";
  return (
    <>
      {error && <Notice tone="warn">This page could not be brought up to date. Debrief keeps trying.</Notice>}
      {!mayChange && (
        <Notice tone="info">Only an owner or an admin of the workspace can change what is connected.</Notice>
      )}
      <WorkspaceCard settings={settings} />
      <PipedriveCard connection={settings.pipedrive} />
      <FathomCard integrations={settings.integrations} />
    </>
  );
};

export const SettingsPage = () => (
  <div className="max-w-3xl">
    <div className="mb-5">
      <PageHeading title="Settings" />
      <p className="mt-1 text-muted">What Debrief listens to, and where it writes.</p>
    </div>
    <div className="grid grid-cols-1 gap-5">
      <Sections />
    </div>
  </div>
);
