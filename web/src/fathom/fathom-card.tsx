import { useState } from "react";
import { useSession } from "@/app/services.tsx";
import { useImports } from "@/imports/use-imports.ts";
import type { Integration, Settings } from "@/settings/read-settings.ts";
import { Card } from "@/ui/card.tsx";
import { Disclosure } from "@/ui/disclosure.tsx";
import { Notice } from "@/ui/notice.tsx";
import { mayAdminister, mayManage } from "@/workspace/roles.ts";
import { Account } from "./account.tsx";
import { ByHand } from "./by-hand.tsx";
import { KeyForm } from "./key-form.tsx";
import { USUAL_TRIGGERS } from "./triggers.ts";

const Forms = ({ integrations }: { integrations: Integration[] }) => {
  const session = useSession();
  // The form stays where it is when the first account has come, and says what came of it.
  const [startsOpen] = useState(integrations.length === 0);
  return (
    <div className="grid gap-4">
      <Disclosure title={startsOpen ? "Connect a Fathom account" : "Connect another account"} startsOpen={startsOpen}>
        <KeyForm email={session.kind === "signedIn" ? session.email : ""} triggers={USUAL_TRIGGERS} />
      </Disclosure>
      <ByHand integrations={integrations} />
    </div>
  );
};

/** Whose recordings come in, how each account does, and for whoever may change it the way to connect one. */
export const FathomCard = ({ settings }: { settings: Settings }) => {
  const { workspaceId, integrations } = settings;
  const { imports, error } = useImports(workspaceId);
  const session = useSession();
  const mayChange = mayAdminister(settings);
  const isMine = ({ user_id }: Integration) => session.kind === "signedIn" && user_id === session.userId;
  return (
    <Card
      id="fathom"
      title="Fathom"
      description="Where meetings come from. Each person who records has a Fathom account of their own."
    >
      {error && integrations.length > 0 && (
        <div className="mb-4">
          <Notice tone="warn">How far imports are could not be read. Debrief keeps trying.</Notice>
        </div>
      )}
      {integrations.length > 0 && (
        <ul className="divide-y divide-line">
          {integrations.map((integration) => (
            <Account
              key={integration.id}
              integration={integration}
              imports={imports.filter(({ integration_id }) => integration_id === integration.id)}
              mayChange={mayChange}
              mayFetch={mayManage(settings) || isMine(integration)}
            />
          ))}
        </ul>
      )}
      {integrations.length === 0 && !mayChange && <p className="text-muted">No account of yours is connected.</p>}
      {mayChange && (
        <div className={integrations.length > 0 ? "border-t border-line pt-4" : undefined}>
          <Forms integrations={integrations} />
        </div>
      )}
    </Card>
  );
};
