import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";

const LOGGING_COLUMNS =
  "workspace_id, internal_domains, dry_run, event_retention_days, transcript_retention_days, capture_until, slack_status, slack_error" as const;
const CONNECTION_COLUMNS =
  "workspace_id, account, status, last_error, failures_in_row, last_success_at, call_again_at, paused_because" as const;
const INTEGRATION_COLUMNS =
  "id, workspace_id, user_id, fathom_user_email, setup, status, webhook_id, webhook_error, last_error, triggered_for, token_made_at, last_event_at, failures_in_row, quiet_since, swept_at, sweep_error, found_by_sweep, next_sweep_at" as const;

/** The workspace of the signed-in person, and what is connected to it. */
export const readSettings = async (database: DatabaseClient, userId: string, signal: AbortSignal) => {
  const [memberships, settings, connections, integrations] = await Promise.all([
    database
      .from("workspace_members")
      .select("role, workspace_id, workspaces(name)")
      .eq("user_id", userId)
      .order("created_at")
      .limit(1)
      .abortSignal(signal),
    database.from("workspace_settings").select(LOGGING_COLUMNS).abortSignal(signal),
    database.from("crm_connections").select(CONNECTION_COLUMNS).abortSignal(signal),
    database.from("fathom_integrations").select(INTEGRATION_COLUMNS).order("fathom_user_email").abortSignal(signal),
  ]);
  const membership = dataOf(memberships)[0];
  if (!membership) return null;
  const isHere = (row: { workspace_id: string }) => row.workspace_id === membership.workspace_id;
  return {
    role: membership.role,
    workspaceId: membership.workspace_id,
    workspaceName: membership.workspaces.name,
    logging: dataOf(settings).find(isHere) ?? null,
    pipedrive: dataOf(connections).find(isHere) ?? null,
    integrations: dataOf(integrations).filter(isHere),
  };
};

export type Settings = NonNullable<Awaited<ReturnType<typeof readSettings>>>;
export type Logging = NonNullable<Settings["logging"]>;
export type Connection = NonNullable<Settings["pipedrive"]>;
export type Integration = Settings["integrations"][number];
