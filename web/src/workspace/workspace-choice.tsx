import { useId } from "react";
import { chooseWorkspace, chosenWorkspace, pickMembership } from "./chosen-workspace.ts";
import { useMemberships } from "./use-memberships.ts";

/** For who is in several workspaces: which one they look at. With another one the client begins anew. */
export const WorkspaceChoice = () => {
  const id = useId();
  const { data: memberships = [] } = useMemberships();
  if (memberships.length < 2) return null;
  const choose = (workspaceId: string) => {
    chooseWorkspace(workspaceId);
    window.location.assign("/");
  };
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="w-fit text-sm text-muted">
        Workspace
      </label>
      <select
        id={id}
        value={pickMembership(memberships, chosenWorkspace())?.workspace_id}
        onChange={(event) => choose(event.currentTarget.value)}
        className="h-10 w-full min-w-0 rounded-lg border border-line-strong bg-surface px-2 font-medium"
      >
        {memberships.map(({ workspace_id, workspaces }) => (
          <option key={workspace_id} value={workspace_id}>
            {workspaces.name}
          </option>
        ))}
      </select>
    </div>
  );
};
