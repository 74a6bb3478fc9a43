import { useState } from "react";
import * as z from "zod/mini";
import { useApi } from "@/api/use-api.ts";
import { SETTINGS } from "@/settings/use-settings.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog, DialogButtons } from "@/ui/dialog.tsx";
import { Notice } from "@/ui/notice.tsx";
import { rolesToGive } from "@/workspace/roles.ts";
import { MEMBERSHIPS_KEY } from "@/workspace/use-memberships.ts";
import type { Person } from "./list-people.ts";
import { RoleFields } from "./role-fields.tsx";
import { MEMBERS } from "./use-people.ts";

const REFRESH = [...MEMBERS, ...SETTINGS, MEMBERSHIPS_KEY];
const anyAnswer = z.unknown();

/** Makes somebody something else. It takes effect at once. */
export const RoleDialog = ({ workspaceId, person, mine, isMe, onClose }: RoleDialogProps) => {
  const { send, busy, problem } = useApi(anyAnswer, REFRESH);
  const [role, setRole] = useState<string>(person.role);
  const save = async () => {
    if (await send(`members/${person.user_id}`, { workspaceId, role }, "PATCH")) onClose();
  };
  return (
    <Dialog title={isMe ? "Change your own role" : "Change the role"} onClose={onClose}>
      <div className="mt-2 grid gap-4">
        <p className="text-muted">
          Of <bdi className="font-medium wrap-anywhere text-ink">{person.email}</bdi>. It takes effect at once.
        </p>
        <RoleFields roles={rolesToGive({ role: mine })} chosen={role} onChoose={setRole} />
        {isMe && role !== person.role && (
          <Notice tone="warn">This is yourself: somebody else has to give you your present role back.</Notice>
        )}
        {problem && <Notice tone="bad">{problem}</Notice>}
      </div>
      <DialogButtons>
        <Button look="secondary" onClick={onClose}>
          Cancel
        </Button>
        <Button busy={busy} onClick={() => (role === person.role ? onClose() : void save())}>
          Save
        </Button>
      </DialogButtons>
    </Dialog>
  );
};

interface RoleDialogProps {
  workspaceId: string;
  person: Person;
  /** The role of who changes it. */
  mine: string;
  isMe: boolean;
  onClose: () => void;
}
