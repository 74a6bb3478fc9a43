import { CircleAlert, CircleCheck, Unplug } from "lucide-react";
import { useServices } from "@/app/services.tsx";
import { Badge } from "@/ui/badge.tsx";
import { Card } from "@/ui/card.tsx";
import { ExternalLink } from "@/ui/external-link.tsx";
import { Notice } from "@/ui/notice.tsx";
import { PipedriveForm } from "./pipedrive-form.tsx";
import type { Settings } from "./read-settings.ts";

const State = ({ connection }: { connection: Settings["pipedrive"] }) => {
  if (!connection)
    return (
      <Badge tone="quiet" icon={Unplug}>
        Not connected
      </Badge>
    );
  if (connection.status === "active")
    return (
      <Badge tone="good" icon={CircleCheck}>
        Connected
      </Badge>
    );
  return (
    <Badge tone="bad" icon={CircleAlert}>
      Needs attention
    </Badge>
  );
};

/** Where the notes go, and whether that is the real Pipedrive. */
const Place = ({ account }: { account: string }) => {
  const { crmUrls } = useServices().config;
  const simulated = Object.hasOwn(crmUrls, account) ? crmUrls[account] : undefined;
  if (!simulated) return `Notes are written to ${account}.pipedrive.com.`;
  return (
    <>
      Notes are written to a simulated Pipedrive: <ExternalLink href={simulated}>{account}</ExternalLink>
    </>
  );
};

export const PipedriveCard = ({ connection }: { connection: Settings["pipedrive"] }) => (
  <Card
    title="Pipedrive"
    aside={<State connection={connection} />}
    description={
      connection ? (
        <Place account={connection.account} />
      ) : (
        "Where notes are written: on each person whose e-mail address was at the meeting."
      )
    }
  >
    <div className="grid gap-4">
      {connection?.last_error && (
        <div className="max-w-2xl">
          <Notice tone="warn">{connection.last_error}</Notice>
        </div>
      )}
      <PipedriveForm account={connection?.account ?? null} />
    </div>
  </Card>
);
