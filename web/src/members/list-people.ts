import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";

const MOST = 500;

/** Who is in a workspace, as far as the signed-in person may see: a member themselves, a manager everybody. */
export const listPeople = async (database: DatabaseClient, workspaceId: string, signal: AbortSignal) => {
  const query = database
    .from("workspace_people")
    .select("user_id, email, role, joined_at")
    .eq("workspace_id", workspaceId)
    .order("joined_at")
    .order("user_id")
    .limit(MOST)
    .abortSignal(signal);
  return dataOf(await query);
};

/** The invitations that nobody has used or taken back, also those that are too old by now. */
export const listInvitations = async (database: DatabaseClient, workspaceId: string, signal: AbortSignal) => {
  const query = database
    .from("workspace_invitations")
    .select("id, email, role, expires_at")
    .eq("workspace_id", workspaceId)
    .is("accepted_at", null)
    .is("revoked_at", null)
    .order("created_at", { ascending: false })
    .limit(MOST)
    .abortSignal(signal);
  return dataOf(await query);
};

export type Person = Awaited<ReturnType<typeof listPeople>>[number];
export type OpenInvitation = Awaited<ReturnType<typeof listInvitations>>[number];
