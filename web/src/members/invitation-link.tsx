import { Button } from "@/ui/button.tsx";
import { CopyField } from "@/ui/copy-field.tsx";
import { Dialog, DialogButtons } from "@/ui/dialog.tsx";

/** The link of an invitation that was just made. Nobody can show it again: only its hash is stored. */
export const InvitationLink = ({ token, email, onClose }: { token: string; email: string; onClose: () => void }) => (
  <Dialog title="Send them this link" onClose={onClose}>
    <div className="mt-2 grid gap-4">
      <p className="text-muted">
        Debrief sends no message itself. Copy the link and send it to{" "}
        <bdi className="font-medium wrap-anywhere text-ink">{email}</bdi>. It works once, for 7 days, and is shown only
        now.
      </p>
      <CopyField
        label="Link of the invitation"
        value={`${window.location.origin}/invitation?${new URLSearchParams({ token })}`}
      />
    </div>
    <DialogButtons>
      <Button onClick={onClose}>Done</Button>
    </DialogButtons>
  </Dialog>
);
