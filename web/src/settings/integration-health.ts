import type { Integration } from "./read-settings.ts";

type Measured = Pick<Integration, "status" | "failures_in_row" | "quiet_since">;

/** How an integration does, the worst that holds. */
export const integrationHealth = ({
  status,
  failures_in_row,
  quiet_since,
}: Measured): "active" | "failing" | "quiet" | "broken" | "disconnected" => {
  if (status === "disconnected") return "disconnected";
  if (status !== "active") return "broken";
  if (failures_in_row > 0) return "failing";
  return quiet_since ? "quiet" : "active";
};
