import type { Connection } from "./read-settings.ts";

type Measured = Pick<Connection, "status" | "failures_in_row" | "last_success_at" | "call_again_at" | "paused_because">;

/** How a CRM connection does, the worst that holds. */
export type ConnectionHealth =
  | { state: "broken" }
  | { state: "paused"; until: string; why: string }
  | { state: "failing"; meetings: number }
  | { state: "works"; lastSuccessAt: string }
  | { state: "untried" };

const PAUSES: Readonly<Record<string, string>> = {
  daily_budget: "the account's budget of requests for today is used up",
  asked_to_wait: "Pipedrive asked Debrief to slow down",
  shut_out: "Pipedrive has shut this API token out for a while after too many requests",
};

export const connectionHealth = (connection: Measured, now: Date): ConnectionHealth => {
  const { status, failures_in_row, last_success_at, call_again_at, paused_because } = connection;
  if (status !== "active") return { state: "broken" };
  if (call_again_at && Date.parse(call_again_at) > now.getTime()) {
    const known = Object.hasOwn(PAUSES, paused_because ?? "") ? PAUSES[paused_because ?? ""] : undefined;
    return { state: "paused", until: call_again_at, why: known ?? "Pipedrive wants no requests for now" };
  }
  if (failures_in_row > 0) return { state: "failing", meetings: failures_in_row };
  return last_success_at ? { state: "works", lastSuccessAt: last_success_at } : { state: "untried" };
};
