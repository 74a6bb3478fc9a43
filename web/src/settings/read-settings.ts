import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";

const LOGGING_COLUMNS =
  "workspace_id, internal_domains, dry_run, event_retention_days, transcript_retention_days, capture_until, slack_status, slack_error" as const;
const CONNECTION_COLUMNS =
  "workspace_id, account, status, last_error, failures_in_row, last_success_at, call_again_at, paused_because" as const;
const INTEGRATION_COLUMNS =
  "id, workspace_id, user_id, fathom_user_email, setup, status, webhook_id, webhook_error, last_error, triggered_for, token_made_at, last_event_at, failures_in_row, quiet_since, swept_at, sweep_error, found_by_sweep, next_sweep_at" as const;

/** A workspace of the signed-in person, and what is connected to it; null when they are not in it any more. */
export const readSettings = async (
  database: DatabaseClient,
  { userId, workspaceId }: { userId: string; workspaceId: string },
  signal: AbortSignal,
) => {
  const here = ["workspace_id", workspaceId] as const;
  const [memberships, settings, connections, integrations] = await Promise.all([
    database
      .from("workspace_members")
      .select("role, workspaces(name)")
      .eq("user_id", userId)
      .eq(...here)
      .abortSignal(signal),
    database
      .from("workspace_settings")
      .select(LOGGING_COLUMNS)
      .eq(...here)
      .abortSignal(signal),
    database
      .from("crm_connections")
      .select(CONNECTION_COLUMNS)
      .eq(...here)
      .abortSignal(signal),
    database
      .from("fathom_integrations")
      .select(INTEGRATION_COLUMNS)
      .eq(...here)
      .order("fathom_user_email")
      .abortSignal(signal),
  ]);
  const membership = dataOf(memberships)[0];
  if (!membership) return null;
  return {
    userId,
    role: membership.role,
    workspaceId,
    workspaceName: membership.workspaces.name,
    logging: dataOf(settings)[0] ?? null,
    pipedrive: dataOf(connections)[0] ?? null,
    integrations: dataOf(integrations),
  };
};

export type Settings = NonNullable<Awaited<ReturnType<typeof readSettings>>>;
export type Logging = NonNullable<Settings["logging"]>;
export type Connection = NonNullable<Settings["pipedrive"]>;
export type Integration = Settings["integrations"][number];
