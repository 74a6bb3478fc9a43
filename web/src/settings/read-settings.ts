import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";

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
    database.from("workspace_settings").select("workspace_id, internal_domains, dry_run").abortSignal(signal),
    database.from("crm_connections").select("workspace_id, account, status, last_error").abortSignal(signal),
    database
      .from("fathom_integrations")
      .select("id, workspace_id, fathom_user_email, status, last_event_at")
      .order("fathom_user_email")
      .abortSignal(signal),
  ]);
  const membership = dataOf(memberships)[0];
  if (!membership) return null;
  const isHere = (row: { workspace_id: string }) => row.workspace_id === membership.workspace_id;
  return {
    role: membership.role,
    workspaceName: membership.workspaces.name,
    logging: dataOf(settings).find(isHere) ?? null,
    pipedrive: dataOf(connections).find(isHere) ?? null,
    integrations: dataOf(integrations).filter(isHere),
  };
};

export type Settings = NonNullable<Awaited<ReturnType<typeof readSettings>>>;
export type Integration = Settings["integrations"][number];
