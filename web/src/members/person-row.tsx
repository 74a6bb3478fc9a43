import { useState } from "react";
import { Badge } from "@/ui/badge.tsx";
import { Button } from "@/ui/button.tsx";
import { Moment } from "@/ui/moment.tsx";
import { mayChange, roleName } from "@/workspace/roles.ts";
import type { Person } from "./list-people.ts";
import { RemoveDialog } from "./remove-dialog.tsx";
import { RoleDialog } from "./role-dialog.tsx";

/** Somebody of the workspace, and what the person who looks may change about them. */
export const PersonRow = ({ workspaceId, person, mine, isMe }: PersonRowProps) => {
  const [opened, setOpened] = useState<"role" | "remove" | null>(null);
  const close = () => setOpened(null);
  const { email, role, joined_at } = person;
  const changes = mayChange({ role: mine }, person);
  const dialog = { workspaceId, person, isMe, onClose: close };
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium wrap-anywhere">
          <bdi className="min-w-0">{email ?? "Somebody"}</bdi>
          {isMe && <Badge tone="quiet">You</Badge>}
        </p>
        <p className="text-sm text-muted">
          {roleName(role)}, since <Moment iso={joined_at} within />
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {changes && (
          <Button
            look="secondary"
            size="small"
            aria-label={`Change role of ${email ?? "this person"}`}
            onClick={() => setOpened("role")}
          >
            Change role
          </Button>
        )}
        {(changes || isMe) && (
          <Button
            look="secondary"
            size="small"
            aria-label={isMe ? "Leave this workspace" : `Remove ${email ?? "this person"}`}
            onClick={() => setOpened("remove")}
          >
            {isMe ? "Leave" : "Remove"}
          </Button>
        )}
      </div>
      {opened === "role" && <RoleDialog {...dialog} mine={mine} />}
      {opened === "remove" && <RemoveDialog {...dialog} />}
    </li>
  );
};

interface PersonRowProps {
  workspaceId: string;
  person: Person;
  /** The role of who looks. */
  mine: string;
  isMe: boolean;
}
