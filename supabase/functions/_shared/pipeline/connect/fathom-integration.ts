import * as z from "zod";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { triggers } from "../../sources/fathom/api/client.ts";

const columns = "id, workspace_id, user_id, fathom_user_email, status, webhook_id, triggered_for";

const rowSchema = z.object({
  id: z.uuid(),
  workspace_id: z.uuid(),
  user_id: z.uuid().nullable(),
  fathom_user_email: z.string(),
  status: z.enum(["active", "broken", "disconnected"]),
  webhook_id: z.string().nullable(),
  triggered_for: z.array(z.enum(triggers)),
});

export type IntegrationRow = z.infer<typeof rowSchema>;

/** A workspace's integration of a Fathom account, whatever its state; null when there is none. @throws DatabaseError */
export const integrationByAddress = async (
  database: Database,
  workspaceId: string,
  email: string,
): Promise<IntegrationRow | null> => {
  const rows = await settleOrThrow(
    database
      .from("fathom_integrations")
      .select(columns)
      .eq("workspace_id", workspaceId)
      .eq("fathom_user_email", email.toLowerCase())
      .limit(1),
  );
  return rows?.[0] ? rowSchema.parse(rows[0]) : null;
};

/** An integration of the workspace by its id; null when it has no such. @throws DatabaseError */
export const integrationById = async (
  database: Database,
  workspaceId: string,
  id: string,
): Promise<IntegrationRow | null> => {
  const rows = await settleOrThrow(
    database.from("fathom_integrations").select(columns).eq("workspace_id", workspaceId).eq("id", id).limit(1),
  );
  return rows?.[0] ? rowSchema.parse(rows[0]) : null;
};

/** @throws DatabaseError */
export const isOfWorkspace = async (database: Database, workspaceId: string, id: string): Promise<boolean> =>
  (await integrationById(database, workspaceId, id)) !== null;
