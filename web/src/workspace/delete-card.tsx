import { useState } from "react";
import type { Settings } from "@/settings/read-settings.ts";
import { Button } from "@/ui/button.tsx";
import { Card } from "@/ui/card.tsx";
import { DeleteDialog } from "./delete-dialog.tsx";

/** For owners: the end of the workspace. */
export const DeleteCard = ({ settings }: { settings: Settings }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <Card
      id="danger"
      title="Delete this workspace"
      description="Disconnects Fathom and Pipedrive and deletes everything: meetings, deliveries, the audit trail, settings and members. Notes that were written in Pipedrive stay there."
    >
      <Button look="danger" onClick={() => setOpen(true)}>
        Delete this workspace…
      </Button>
      {isOpen && (
        <DeleteDialog workspaceId={settings.workspaceId} name={settings.workspaceName} onClose={() => setOpen(false)} />
      )}
    </Card>
  );
};
