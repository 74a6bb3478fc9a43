import { ConfirmDialog } from "@/api/confirm-dialog.tsx";
import { ImportDialog } from "@/imports/import-dialog.tsx";
import type { Integration } from "@/settings/read-settings.ts";
import { SETTINGS } from "@/settings/use-settings.ts";
import { KeyDialog } from "./key-dialog.tsx";

export type AccountDialogKind = "import" | "key" | "rotate" | "disconnect";

/** What is to be settled about an account before anything happens to it. */
export const AccountDialog = ({ kind, integration, onClose, onSaid }: AccountDialogProps) => {
  const { id, setup, fathom_user_email: email, status } = integration;
  const path = `fathom-integrations/${id}`;
  switch (kind) {
    case "import":
      return <ImportDialog integration={integration} onClose={onClose} />;
    case "key":
      return (
        <KeyDialog
          integration={integration}
          title={
            status === "disconnected" ? "Connect again" : setup === "manual" ? "Connect with an API key" : "New API key"
          }
          onClose={onClose}
          onSaved={() => {
            onSaid("Connected with the new API key.");
            onClose();
          }}
        />
      );
    case "rotate":
      return (
        <ConfirmDialog
          title="Make a new webhook secret?"
          action="Make a new one"
          path={`${path}/rotate`}
          refresh={SETTINGS}
          onDone={() =>
            onSaid("There is a new webhook with a new secret. The former secret is valid for 24 hours more.")
          }
          onClose={onClose}
        >
          <p>
            Debrief makes a new webhook in Fathom for <bdi>{email}</bdi> and removes the former one. What is on its way
            is still taken: the former secret is valid for 24 hours more.
          </p>
        </ConfirmDialog>
      );
    case "disconnect":
      return (
        <ConfirmDialog
          title="Disconnect this account?"
          action="Disconnect"
          look="danger"
          path={path}
          method="DELETE"
          refresh={SETTINGS}
          onClose={onClose}
        >
          <p>
            Nothing comes from <bdi>{email}</bdi> any more.{" "}
            {setup === "api_key"
              ? "The webhook is removed in Fathom too, and the API key is deleted here. An import that is running stops."
              : "The signing secret and URLs with a token are deleted here. Remove the webhook in Fathom, or the Zap, yourself."}
          </p>
          <p>Meetings that are here stay, and so do their notes in Pipedrive.</p>
        </ConfirmDialog>
      );
  }
};

interface AccountDialogProps {
  kind: AccountDialogKind;
  integration: Integration;
  onClose: () => void;
  /** What went well, in a sentence. */
  onSaid: (sentence: string) => void;
}
