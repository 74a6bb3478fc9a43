import type { Database } from "@shared/platform/database.types.ts";
import { createClient } from "@supabase/supabase-js";
import type { Config } from "@/app/config.ts";

/** What the signed-in person may see: row-level security decides, the client only asks. */
export const createDatabase = (config: Pick<Config, "supabaseUrl" | "publishableKey">) =>
  createClient<Database>(config.supabaseUrl, config.publishableKey, {
    // Queries are tried again in one place, by the query client.
    db: { retry: false },
  });

export type DatabaseClient = ReturnType<typeof createDatabase>;
