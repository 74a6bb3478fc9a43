import { useState } from "react";
import { Button } from "@/ui/button.tsx";
import { Card } from "@/ui/card.tsx";
import { NameDialog } from "@/workspace/name-dialog.tsx";
import { mayAdminister, roleName } from "@/workspace/roles.ts";
import { Entry } from "./entry.tsx";
import type { Settings } from "./read-settings.ts";

/** Which workspace it is, and what the person may do in it. */
export const WorkspaceCard = ({ settings }: { settings: Settings }) => {
  const [isNaming, setNaming] = useState(false);
  const { workspaceId, workspaceName, role } = settings;
  return (
    <Card id="workspace" title="Workspace">
      <dl className="-my-2 divide-y divide-line">
        <Entry term="Name">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <bdi className="min-w-0 font-medium wrap-anywhere">{workspaceName}</bdi>
            {mayAdminister(settings) && (
              <Button look="secondary" size="small" onClick={() => setNaming(true)}>
                Rename
              </Button>
            )}
          </div>
        </Entry>
        <Entry term="Your role">{roleName(role)}</Entry>
      </dl>
      {isNaming && <NameDialog workspaceId={workspaceId} name={workspaceName} onClose={() => setNaming(false)} />}
    </Card>
  );
};
