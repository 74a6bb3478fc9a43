import * as z from "zod";
import { type Database, settleOrThrow } from "../../platform/database.ts";

export const workspaceNameSchema = z.string().trim().min(1, "is empty").max(200, "is longer than 200 characters");

/** Makes a workspace for who is in none; null for everybody else. @throws DatabaseError */
export const createWorkspace = async (database: Database, userId: string, name: string): Promise<string | null> =>
  settleOrThrow(database.rpc("create_workspace", { person: userId, workspace_name: name }));

/** @throws DatabaseError */
export const renameWorkspace = async (database: Database, workspaceId: string, name: string): Promise<void> => {
  await settleOrThrow(database.from("workspaces").update({ name }).eq("id", workspaceId));
};
