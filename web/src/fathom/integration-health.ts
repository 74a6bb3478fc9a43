import type { Integration } from "@/settings/read-settings.ts";

type Measured = Pick<Integration, "status" | "setup" | "webhook_id" | "last_error" | "failures_in_row" | "quiet_since">;

export type IntegrationHealth = "active" | "failing" | "quiet" | "no_webhook" | "broken" | "disconnected";

/** How an integration does, the worst that holds. */
export const integrationHealth = ({
  status,
  setup,
  webhook_id,
  last_error,
  failures_in_row,
  quiet_since,
}: Measured): IntegrationHealth => {
  if (status === "disconnected") return "disconnected";
  if (status !== "active" || last_error !== null) return "broken";
  if (failures_in_row > 0) return "failing";
  // By hand it is a person who makes the webhook, and nobody knows whether they did.
  if (setup === "api_key" && webhook_id === null) return "no_webhook";
  return quiet_since ? "quiet" : "active";
};
