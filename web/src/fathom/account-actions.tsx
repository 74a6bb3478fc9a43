import { useState } from "react";
import type { Integration } from "@/settings/read-settings.ts";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { AccountDialog, type AccountDialogKind } from "./account-dialogs.tsx";
import { integrationHealth } from "./integration-health.ts";
import { MakeWebhook } from "./make-webhook.tsx";
import { SweepNow } from "./sweep-now.tsx";

/** What can be done with an account, by how it does and by whom. */
export const AccountActions = ({ integration, mayChange, mayFetch }: AccountActionsProps) => {
  const [open, setOpen] = useState<AccountDialogKind | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const { fathom_user_email: email, setup, webhook_error } = integration;
  const health = integrationHealth(integration);
  const isUp = health !== "disconnected" && health !== "broken";
  const hasKey = isUp && setup === "api_key";

  const opener = (kind: AccountDialogKind, words: string, look: "primary" | "secondary" | "quiet") => (
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

  if (!mayChange && !(mayFetch && hasKey)) return null;
  return (
    <>
      {said && !webhook_error && <Notice tone="good">{said}</Notice>}
      <div className="flex flex-wrap items-center gap-2 empty:hidden">
        {mayChange && health === "broken" && opener("key", "Enter a new API key", "primary")}
        {mayChange && health === "no_webhook" && <MakeWebhook integration={integration} />}
        {mayFetch && hasKey && opener("import", "Import past meetings", "secondary")}
        {mayFetch && hasKey && <SweepNow integration={integration} />}
        {mayChange && health === "disconnected" && opener("key", "Connect again", "secondary")}
        {mayChange && isUp && setup === "manual" && opener("key", "Connect with an API key", "secondary")}
      </div>
      {/* As far out as quiet buttons are wide, so that their words begin where the others do. */}
      <div className="-ms-3 flex flex-wrap items-center gap-1 empty:hidden">
        {mayChange && hasKey && health !== "no_webhook" && opener("rotate", "New webhook secret", "quiet")}
        {mayChange && hasKey && opener("key", "New API key", "quiet")}
        {mayChange && health !== "disconnected" && opener("disconnect", "Disconnect", "quiet")}
      </div>
      {open && <AccountDialog kind={open} integration={integration} onClose={() => setOpen(null)} onSaid={setSaid} />}
    </>
  );
};

interface AccountActionsProps {
  integration: Integration;
  mayChange: boolean;
  mayFetch: boolean;
}
