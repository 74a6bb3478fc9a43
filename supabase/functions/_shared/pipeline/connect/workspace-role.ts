import * as z from "zod";
import { type Database, settleOrThrow } from "../../platform/database.ts";

const roleSchema = z.enum(["owner", "admin", "manager", "member"]);

export interface Membership {
  workspaceId: string;
  role: z.infer<typeof roleSchema>;
}

/**
 * The user's membership in the workspace asked for, or in their first one; null when there is none. The first thing that
 * anything done for a user settles. @throws DatabaseError
 */
export const membershipOf = async (
  database: Database,
  userId: string,
  workspaceId: string | undefined,
): Promise<Membership | null> => {
  let query = database.from("workspace_members").select("workspace_id, role").eq("user_id", userId);
  if (workspaceId !== undefined) query = query.eq("workspace_id", workspaceId);
  const rows = await settleOrThrow(query.order("created_at").limit(1));
  const [row] = rows ?? [];
  return row ? { workspaceId: row.workspace_id, role: roleSchema.parse(row.role) } : null;
};

/** Managers and above see and mend the whole workspace's meetings, a member their own. */
export const maySeeTeam = ({ role }: Membership): boolean => role !== "member";

export const mayAdminister = ({ role }: Membership): boolean => role === "owner" || role === "admin";
