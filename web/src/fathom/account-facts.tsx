import { Ago, Moment } from "@/ui/moment.tsx";
import type { Integration } from "@/settings/read-settings.ts";
import { triggersInWords } from "./triggers.ts";

const Sweep = ({ integration: { swept_at, found_by_sweep } }: { integration: Integration }) => {
  if (!swept_at) return <p>Not yet checked for missed meetings.</p>;
  return (
    <p>
      Checked for missed meetings <Ago iso={swept_at} />
      {found_by_sweep === 0 ? "; none so far." : `; found ${found_by_sweep} so far.`}
    </p>
  );
};

/** When an account was heard of last, and what it brings. */
export const AccountFacts = ({ integration }: { integration: Integration }) => {
  const { status, setup, last_event_at, triggered_for } = integration;
  if (status === "disconnected") {
    return <p className="text-sm text-muted">Nothing comes from this account any more. Its meetings are still here.</p>;
  }
  return (
    <div className="grid gap-0.5 text-sm text-muted">
      {last_event_at ? (
        <p>
          Last delivery: <Moment iso={last_event_at} />
        </p>
      ) : (
        <p>No delivery has arrived yet.</p>
      )}
      {setup === "api_key" ? (
        <>
          <Sweep integration={integration} />
          <p>Brings: {triggersInWords(triggered_for)}</p>
        </>
      ) : (
        <p>Set up by hand. Only with an API key can Debrief look for missed meetings and import past ones.</p>
      )}
    </div>
  );
};
