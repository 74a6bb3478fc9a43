import { CircleAlert, CircleCheck, Unplug } from "lucide-react";
import { Badge } from "@/ui/badge.tsx";
import { Card } from "@/ui/card.tsx";
import { Moment } from "@/ui/moment.tsx";
import { FathomForm } from "./fathom-form.tsx";
import type { Integration } from "./read-settings.ts";
import { TokenUrl } from "./token-url.tsx";

const State = ({ status }: { status: string }) => {
  if (status === "active")
    return (
      <Badge tone="good" icon={CircleCheck}>
        Active
      </Badge>
    );
  if (status === "disconnected")
    return (
      <Badge tone="quiet" icon={Unplug}>
        Disconnected
      </Badge>
    );
  return (
    <Badge tone="bad" icon={CircleAlert}>
      Needs attention
    </Badge>
  );
};

const Account = ({ integration }: { integration: Integration }) => (
  <li className="grid gap-3 py-4 first:pt-0">
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <p className="font-medium">
        <bdi>{integration.fathom_user_email}</bdi>
      </p>
      <State status={integration.status} />
      <p className="w-full text-sm text-muted">
        {integration.last_event_at ? (
          <>
            Last event: <Moment iso={integration.last_event_at} />
          </>
        ) : (
          "No event has arrived yet."
        )}
      </p>
    </div>
    <TokenUrl integrationId={integration.id} email={integration.fathom_user_email} />
  </li>
);

export const FathomCard = ({ integrations }: { integrations: Integration[] }) => (
  <Card
    title="Fathom"
    description="Where meetings come from. Each person who records has a Fathom account of their own."
  >
    {integrations.length > 0 && (
      <>
        <ul className="divide-y divide-line">
          {integrations.map((integration) => (
            <Account key={integration.id} integration={integration} />
          ))}
        </ul>
        <p className="text-sm text-muted">A URL with a token is for senders that cannot sign, such as Zapier.</p>
        <h3 className="mt-5 mb-4 border-t border-line pt-5 font-semibold">Add an account, or a new signing secret</h3>
      </>
    )}
    <FathomForm />
  </Card>
);
