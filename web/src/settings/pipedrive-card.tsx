import { useServices } from "@/app/services.tsx";
import { Card } from "@/ui/card.tsx";
import { ExternalLink } from "@/ui/external-link.tsx";
import { ConnectionBadge, ConnectionState } from "./connection-state.tsx";
import { PipedriveForm } from "./pipedrive-form.tsx";
import type { Settings } from "./read-settings.ts";

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

/** The connection and how it does; who may change it is given the form. */
export const PipedriveCard = ({ connection, mayChange }: PipedriveCardProps) => (
  <Card
    id="pipedrive"
    title="Pipedrive"
    aside={<ConnectionBadge connection={connection} />}
    description={
      connection ? (
        <Place account={connection.account} />
      ) : (
        "Where notes are written: on each person whose e-mail address was at the meeting."
      )
    }
  >
    <div className="grid gap-4">
      {connection && <ConnectionState connection={connection} />}
      {mayChange && <PipedriveForm account={connection?.account ?? null} />}
    </div>
  </Card>
);

interface PipedriveCardProps {
  connection: Settings["pipedrive"];
  mayChange: boolean;
}
