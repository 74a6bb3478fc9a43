import type { Database } from "../../supabase/functions/_shared/platform/database.ts";
import { StartError } from "../stack/start-error.ts";
import type { Wanted } from "./arguments.ts";

const exact = { count: "exact", head: true } as const;

const events = (database: Database, { state = [], from, before, workspace }: Wanted) => {
  let query = database.from("webhook_events").select("id", exact).in("state", state);
  if (workspace) query = query.eq("workspace_id", workspace);
  if (from) query = query.gte("received_at", from);
  if (before) query = query.lt("received_at", before);
  return query;
};

const attendees = (database: Database, { outcome = "failed", reason, workspace }: Wanted) => {
  let query = database.from("attendee_outcomes").select("id", exact).eq("status", outcome).not("email", "is", null);
  if (reason) query = query.eq("reason", reason);
  if (workspace) query = query.eq("workspace_id", workspace);
  return query;
};

/** How many a filter means, to be asked about before it is done. @throws StartError */
export const countWanted = async (database: Database, wanted: Wanted): Promise<number> => {
  const { count, error } = await (wanted.state ? events(database, wanted) : attendees(database, wanted));
  if (error) throw new StartError(`The database did not count them: ${error.message}`);
  return count ?? 0;
};
