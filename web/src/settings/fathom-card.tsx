import { Link } from "@tanstack/react-router";
import { CircleAlert, CircleCheck, TriangleAlert, Unplug, VolumeX } from "lucide-react";
import { Badge } from "@/ui/badge.tsx";
import { Card } from "@/ui/card.tsx";
import { Moment } from "@/ui/moment.tsx";
import { Notice } from "@/ui/notice.tsx";
import { FathomForm } from "./fathom-form.tsx";
import { integrationHealth } from "./integration-health.ts";
import type { Integration } from "./read-settings.ts";
import { TokenUrl } from "./token-url.tsx";

const BADGES = {
  broken: { tone: "bad", icon: CircleAlert, words: "Needs attention" },
  disconnected: { tone: "quiet", icon: Unplug, words: "Disconnected" },
  failing: { tone: "warn", icon: TriangleAlert, words: "Failing" },
  quiet: { tone: "warn", icon: VolumeX, words: "Quiet" },
  active: { tone: "good", icon: CircleCheck, words: "Active" },
} as const;

/** What is wrong with what an account sends, and what to look at. */
const Trouble = ({ integration }: { integration: Integration }) => {
  const { failures_in_row: failures, quiet_since } = integration;
  switch (integrationHealth(integration)) {
    case "failing":
      return (
        <Notice tone="warn">
          {failures === 1 ? "The last delivery" : `The last ${failures} deliveries`} could not be read or stored. On the{" "}
          <Link to="/meetings" className="text-link">
            Meetings
          </Link>{" "}
          page you see why.
        </Notice>
      );
    case "quiet":
      return (
        <Notice tone="warn">
          Quiet since {quiet_since && <Moment iso={quiet_since} within />}, for much longer than usual. Check that
          meetings are still recorded, and that the webhook is still set up in Fathom.
        </Notice>
      );
    default:
      return null;
  }
};

const State = ({ integration }: { integration: Integration }) => {
  const { words, ...look } = BADGES[integrationHealth(integration)];
  return <Badge {...look}>{words}</Badge>;
};

const Account = ({ integration, mayChange }: { integration: Integration; mayChange: boolean }) => (
  <li className="grid gap-3 py-4 first:pt-0">
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <p className="font-medium">
        <bdi>{integration.fathom_user_email}</bdi>
      </p>
      <State integration={integration} />
      <p className="w-full text-sm text-muted">
        {integration.last_event_at ? (
          <>
            Last delivery: <Moment iso={integration.last_event_at} />
          </>
        ) : (
          "No delivery has arrived yet."
        )}
      </p>
    </div>
    <Trouble integration={integration} />
    {mayChange && <TokenUrl integrationId={integration.id} email={integration.fathom_user_email} />}
  </li>
);

/** Whose recordings come in, and how each account does; who may change it is given the form. */
export const FathomCard = ({ integrations, mayChange }: { integrations: Integration[]; mayChange: boolean }) => (
  <Card
    id="fathom"
    title="Fathom"
    description="Where meetings come from. Each person who records has a Fathom account of their own."
  >
    {integrations.length > 0 && (
      <ul className="divide-y divide-line">
        {integrations.map((integration) => (
          <Account key={integration.id} integration={integration} mayChange={mayChange} />
        ))}
      </ul>
    )}
    {integrations.length === 0 && !mayChange && <p className="text-muted">No account of yours is connected.</p>}
    {integrations.length > 0 && mayChange && (
      <>
        <p className="text-sm text-muted">A URL with a token is for senders that cannot sign, such as Zapier.</p>
        <h3 className="mt-5 mb-4 border-t border-line pt-5 font-semibold">Add an account, or a new signing secret</h3>
      </>
    )}
    {mayChange && <FathomForm />}
  </Card>
);
