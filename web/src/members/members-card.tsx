import { UserPlus } from "lucide-react";
import { useState } from "react";
import { describeError } from "@/lib/data-error.ts";
import type { Settings } from "@/settings/read-settings.ts";
import { Button } from "@/ui/button.tsx";
import { Card } from "@/ui/card.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";
import { mayAdminister, mayManage } from "@/workspace/roles.ts";
import { InviteDialog } from "./invite-dialog.tsx";
import { OpenInvitations } from "./open-invitations.tsx";
import { PersonRow } from "./person-row.tsx";
import { usePeople } from "./use-people.ts";

const Invite = ({ workspaceId }: { workspaceId: string }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="secondary" size="small" onClick={() => setOpen(true)}>
        <UserPlus aria-hidden />
        Invite somebody
      </Button>
      {isOpen && <InviteDialog workspaceId={workspaceId} onClose={() => setOpen(false)} />}
    </>
  );
};

/** Who is in the workspace: administrators change it, managers see it, a member sees themselves. */
export const MembersCard = ({ settings }: { settings: Settings }) => {
  const { workspaceId, role, userId } = settings;
  const { people, error } = usePeople(workspaceId);
  const administers = mayAdminister(settings);
  return (
    <Card
      id="members"
      title="Members"
      description={
        mayManage(settings)
          ? "Who uses Debrief in this workspace, and what each of them may do."
          : "You. Who else is in the workspace is seen by managers and above."
      }
      aside={administers && <Invite workspaceId={workspaceId} />}
    >
      <div className="grid gap-4">
        {people ? (
          <ul className="divide-y divide-line" aria-label="Members">
            {people.map((person) => (
              <PersonRow
                key={person.user_id}
                workspaceId={workspaceId}
                person={person}
                mine={role}
                isMe={person.user_id === userId}
              />
            ))}
          </ul>
        ) : error ? (
          <Notice tone="bad">{describeError(error).advice}</Notice>
        ) : (
          <Skeleton className="h-12" />
        )}
        {administers && <OpenInvitations workspaceId={workspaceId} />}
      </div>
    </Card>
  );
};
