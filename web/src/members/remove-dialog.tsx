import { ConfirmDialog } from "@/api/confirm-dialog.tsx";
import type { Person } from "./list-people.ts";
import { MEMBERS } from "./use-people.ts";

/** Asks before somebody is removed, or leaves. */
export const RemoveDialog = ({ workspaceId, person, isMe, onClose }: RemoveDialogProps) => (
  <ConfirmDialog
    title={isMe ? "Leave this workspace?" : "Remove this person?"}
    action={isMe ? "Leave" : "Remove"}
    look="danger"
    path={`members/${person.user_id}`}
    method="DELETE"
    body={{ workspaceId }}
    refresh={isMe ? [] : MEMBERS}
    // Nothing of what was read of this workspace stays on the page.
    {...(isMe && { onDone: () => window.location.assign("/") })}
    onClose={onClose}
  >
    {isMe ? (
      <p>You see nothing of it any more from then on. Somebody has to invite you to come back.</p>
    ) : (
      <p>
        <bdi className="font-medium wrap-anywhere text-ink">{person.email}</bdi> sees nothing of this workspace any
        more, at once.
      </p>
    )}
    <p>
      {isMe ? "Your" : "Their"} Fathom account is disconnected from it. The meetings that {isMe ? "you" : "they"}{" "}
      recorded, and what was logged of them, stay.
    </p>
  </ConfirmDialog>
);

interface RemoveDialogProps {
  workspaceId: string;
  person: Person;
  isMe: boolean;
  onClose: () => void;
}
