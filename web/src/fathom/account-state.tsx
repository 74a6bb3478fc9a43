import { Link } from "@tanstack/react-router";
import { CircleAlert, CircleCheck, TriangleAlert, Unplug, VolumeX, WifiOff } from "lucide-react";
import { Badge } from "@/ui/badge.tsx";
import { Moment } from "@/ui/moment.tsx";
import { Notice } from "@/ui/notice.tsx";
import type { Integration } from "@/settings/read-settings.ts";
import { integrationHealth } from "./integration-health.ts";

const BADGES = {
  broken: { tone: "bad", icon: CircleAlert, words: "Needs attention" },
  disconnected: { tone: "quiet", icon: Unplug, words: "Disconnected" },
  failing: { tone: "warn", icon: TriangleAlert, words: "Failing" },
  no_webhook: { tone: "warn", icon: WifiOff, words: "No webhook" },
  quiet: { tone: "warn", icon: VolumeX, words: "Quiet" },
  active: { tone: "good", icon: CircleCheck, words: "Active" },
} as const;

/** How an account does, in a word. */
export const AccountBadge = ({ integration }: { integration: Integration }) => {
  const { words, ...look } = BADGES[integrationHealth(integration)];
  return <Badge {...look}>{words}</Badge>;
};

/** The worst that is wrong with an account, and what to look at. */
const Worst = ({ integration }: { integration: Integration }) => {
  const { failures_in_row: failures, quiet_since, last_error, webhook_error } = integration;
  switch (integrationHealth(integration)) {
    case "broken":
      return (
        <Notice tone="warn">
          <p>{last_error ?? "Fathom no longer takes what Debrief knows of this account."}</p>
          <p>Imports and checks for missed meetings stand still until there is a new API key.</p>
        </Notice>
      );
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
    case "no_webhook":
      return (
        <Notice tone="warn">
          {webhook_error && <p>{webhook_error}</p>}
          <p>Without a webhook in Fathom, new meetings come only with the check every hour.</p>
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

/** All that is wrong with an account, in sentences. */
export const AccountTrouble = ({ integration }: { integration: Integration }) => {
  const { status, setup, sweep_error, webhook_error, webhook_id } = integration;
  const isConnected = status !== "disconnected";
  return (
    <>
      <Worst integration={integration} />
      {webhook_error && (webhook_id !== null || !isConnected) && <Notice tone="warn">{webhook_error}</Notice>}
      {setup === "api_key" && status === "active" && sweep_error && (
        <Notice tone="warn">
          <p>The last check for missed meetings did not come to an end: the next one is within the hour.</p>
          <p>{sweep_error}</p>
        </Notice>
      )}
    </>
  );
};
