import { lazy, type ReactNode, Suspense } from "react";
import { PageHeading } from "@/ui/page-heading.tsx";
import { Problem } from "@/ui/problem.tsx";
import { useMemberships } from "./use-memberships.ts";

// Few see it, and forms are large.
const NoWorkspace = lazy(async () => ({ default: (await import("./no-workspace.tsx")).NoWorkspace }));

/** Pages are of a workspace: whoever is in none is told what to do instead, and so is everybody when that cannot be read. */
export const WorkspaceGate = ({ children }: { children: ReactNode }) => {
  const { data, error, isFetching, refetch } = useMemberships();
  if (data === undefined && error) {
    return (
      <>
        <div className="sr-only">
          <PageHeading title="Debrief" />
        </div>
        <Problem error={error} onRetry={() => void refetch()} busy={isFetching} />
      </>
    );
  }
  if (data?.length !== 0) return children;
  return (
    <>
      <div className="sr-only">
        <PageHeading title="No workspace" />
      </div>
      <Suspense>
        <NoWorkspace />
      </Suspense>
    </>
  );
};
