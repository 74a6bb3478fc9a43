import { useState } from "react";
import { ApiButton } from "@/api/api-button.tsx";
import type { Integration } from "@/settings/read-settings.ts";
import { SETTINGS } from "@/settings/use-settings.ts";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { AccountDialog, type AccountDialogKind } from "./account-dialogs.tsx";
import { integrationHealth } from "./integration-health.ts";
import { SweepNow } from "./sweep-now.tsx";

/** What can be done with an account, by how it does. */
export const AccountActions = ({ integration }: { integration: Integration }) => {
  const [open, setOpen] = useState<AccountDialogKind | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const health = integrationHealth(integration);
  const { id, fathom_user_email: email, setup } = integration;
  const hasKey = setup === "api_key" && health !== "disconnected" && health !== "broken";

  const opener = (kind: AccountDialogKind, words: string, look: "primary" | "secondary" | "quiet" = "secondary") => (
    <Button
      look={look}
      size="small"
      aria-label={`${words}… (${email})`}
      onClick={() => {
        setSaid(null);
        setOpen(kind);
      }}
    >
      {words}…
    </Button>
  );

  return (
    <div className="grid gap-3">
      {said && <Notice tone="good">{said}</Notice>}
      <div className="flex flex-wrap items-center gap-2">
        {health === "disconnected" && opener("key", "Connect again")}
        {health === "broken" && opener("key", "Enter a new API key", "primary")}
        {setup === "manual" &&
          health !== "disconnected" &&
          health !== "broken" &&
          opener("key", "Connect with an API key")}
        {health === "no_webhook" && (
          <ApiButton
            path={`fathom-integrations/${id}/rotate`}
            refresh={SETTINGS}
            look="primary"
            label={`Make the webhook (${email})`}
          >
            Make the webhook
          </ApiButton>
        )}
        {hasKey && opener("import", "Import past meetings")}
        {hasKey && <SweepNow integration={integration} />}
        {hasKey && health !== "no_webhook" && opener("rotate", "New webhook secret", "quiet")}
        {hasKey && opener("key", "New API key", "quiet")}
        {health !== "disconnected" && opener("disconnect", "Disconnect", "quiet")}
      </div>
      {open && <AccountDialog kind={open} integration={integration} onClose={() => setOpen(null)} onSaid={setSaid} />}
    </div>
  );
};
