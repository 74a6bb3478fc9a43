import { type Database, settleOrThrow } from "../../supabase/functions/_shared/platform/database.ts";
import type { Wanted } from "./arguments.ts";

/** A Fathom account from which can be imported. */
export interface Integration {
  id: string;
  userId: string | null;
  email: string;
}

/** The data API hands out a thousand at most. */
const perPage = 500;

/** Those that are meant and work with an API key, in order of their address. @throws DatabaseError */
export const findIntegrations = async (
  database: Database,
  { email, integration, workspace }: Pick<Wanted, "email" | "integration" | "workspace">,
): Promise<Integration[]> => {
  const found: Integration[] = [];
  for (;;) {
    let query = database
      .from("fathom_integrations")
      .select("id, user_id, fathom_user_email")
      .eq("status", "active")
      .eq("setup", "api_key");
    if (email) query = query.eq("fathom_user_email", email);
    if (integration) query = query.eq("id", integration);
    if (workspace) query = query.eq("workspace_id", workspace);
    const page = query
      .order("fathom_user_email")
      .order("id")
      .range(found.length, found.length + perPage - 1);
    const rows = (await settleOrThrow(page)) ?? [];
    found.push(...rows.map((row) => ({ id: row.id, userId: row.user_id, email: row.fathom_user_email })));
    if (rows.length < perPage) return found;
  }
};
