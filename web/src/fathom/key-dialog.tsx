import { Dialog } from "@/ui/dialog.tsx";
import type { Integration } from "@/settings/read-settings.ts";
import { KeyForm } from "./key-form.tsx";
import { knownTriggers } from "./triggers.ts";

/** Gives a known account a new API key, and with it perhaps another choice of recordings. */
export const KeyDialog = ({ integration, title, onClose, onSaved }: KeyDialogProps) => (
  <Dialog title={title} onClose={onClose}>
    <p className="mt-1 mb-4 text-muted">
      For <bdi>{integration.fathom_user_email}</bdi>. Debrief makes the webhook in Fathom anew; meetings that are here
      stay as they are.
    </p>
    <KeyForm
      isKnown
      email={integration.fathom_user_email}
      triggers={knownTriggers(integration.triggered_for)}
      onSaved={onSaved}
      onCancel={onClose}
    />
  </Dialog>
);

interface KeyDialogProps {
  integration: Integration;
  title: string;
  onClose: () => void;
  onSaved: () => void;
}
