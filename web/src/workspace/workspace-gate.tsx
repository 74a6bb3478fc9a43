import { lazy, type ReactNode, Suspense } from "react";
import { PageHeading } from "@/ui/page-heading.tsx";
import { useMemberships } from "./use-memberships.ts";

// Few see it, and forms are large.
const NoWorkspace = lazy(async () => ({ default: (await import("./no-workspace.tsx")).NoWorkspace }));

/** Pages are of a workspace: whoever is in none is told what to do instead. */
export const WorkspaceGate = ({ children }: { children: ReactNode }) => {
  const { data } = useMemberships();
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
