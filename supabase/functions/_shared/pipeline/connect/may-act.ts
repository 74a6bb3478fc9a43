import { type Database, settleOrThrow } from "../../platform/database.ts";
import { maySeeTeam, membershipOf } from "./workspace-role.ts";

/** `not_found`: it is not there or in no workspace of the user's, which must not be told apart; `forbidden`: a colleague's. */
export type Access = "allowed" | "forbidden" | "not_found";

/**
 * Whether the user may act on a row of one of these tables: their own, or any of the workspace for managers and above.
 * @throws DatabaseError
 */
export const mayActOn = async (
  database: Database,
  userId: string,
  table: "webhook_events" | "attendee_outcomes" | "fathom_integrations" | "imports",
  id: string,
): Promise<Access> => {
  const rows = await settleOrThrow(database.from(table).select("user_id, workspace_id").eq("id", id).limit(1));
  const [row] = rows ?? [];
  const membership = row ? await membershipOf(database, userId, row.workspace_id) : null;
  if (!row || !membership) return "not_found";
  return row.user_id === userId || maySeeTeam(membership) ? "allowed" : "forbidden";
};
