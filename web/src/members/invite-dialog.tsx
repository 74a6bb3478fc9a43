import { Form } from "@base-ui/react/form";
import { useState } from "react";
import * as z from "zod/mini";
import { useApi } from "@/api/use-api.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog, DialogButtons } from "@/ui/dialog.tsx";
import { Notice } from "@/ui/notice.tsx";
import { TextField } from "@/ui/text-field.tsx";
import { ROLES } from "@/workspace/roles.ts";
import { InvitationLink } from "./invitation-link.tsx";
import { RoleFields } from "./role-fields.tsx";
import { MEMBERS } from "./use-people.ts";

/** Owners are made, not invited. */
const INVITED = ROLES.filter(({ role }) => role !== "owner").toReversed();
const madeSchema = z.object({ token: z.string(), email: z.string() });

/** Makes the link by which somebody joins, and shows it once. */
export const InviteDialog = ({ workspaceId, onClose }: { workspaceId: string; onClose: () => void }) => {
  const { send, busy, problem, answer } = useApi(madeSchema, MEMBERS);
  const [role, setRole] = useState<string>("member");
  if (answer) return <InvitationLink token={answer.token} email={answer.email} onClose={onClose} />;
  return (
    <Dialog title="Invite somebody" onClose={onClose}>
      <Form<{ email: string }>
        className="mt-4 grid gap-4"
        onFormSubmit={({ email }) => void send("invitations", { workspaceId, email, role })}
      >
        <TextField
          name="email"
          label="E-mail of the person"
          type="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-initial-focus
          required
          errors={{ valueMissing: "Enter an e-mail address.", typeMismatch: "This is not a whole e-mail address." }}
          description="They can join with this address only."
        />
        <RoleFields roles={INVITED} chosen={role} onChoose={setRole} />
        {problem && <Notice tone="bad">{problem}</Notice>}
        <DialogButtons>
          <Button look="secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" busy={busy}>
            Make the link
          </Button>
        </DialogButtons>
      </Form>
    </Dialog>
  );
};
