import { type Database, settleOrThrow } from "../../platform/database.ts";
import type { Access } from "../connect/may-act.ts";
import { maySeeTeam, membershipOf } from "../connect/workspace-role.ts";

/** A person has seen the alert: what happens from now on makes a new one. Twice is once. @throws DatabaseError */
export const acknowledgeAlert = async (database: Database, userId: string, alertId: string): Promise<Access> => {
  const rows = await settleOrThrow(database.from("alerts").select("workspace_id").eq("id", alertId).limit(1));
  const [alert] = rows ?? [];
  const membership = alert ? await membershipOf(database, userId, alert.workspace_id) : null;
  if (!membership) return "not_found";
  if (!maySeeTeam(membership)) return "forbidden";
  await settleOrThrow(database.rpc("acknowledge_alert", { alert: alertId, acknowledger: userId }));
  return "allowed";
};
