import { type Database, createDatabase } from "../../supabase/functions/_shared/platform/database.ts";
import { readStackSettings } from "../stack/settings.ts";
import { readStackFile } from "../stack/stack-file.ts";
import { StartError } from "../stack/start-error.ts";

/** The database that SUPABASE_URL and SUPABASE_SECRET_KEY name; null when neither is set. @throws StartError when only one is. */
export const connectHosted = (): Database | null => {
  const { SUPABASE_URL: supabaseUrl, SUPABASE_SECRET_KEY: secretKey } = process.env;
  if (supabaseUrl && secretKey) return createDatabase({ supabaseUrl, secretKey });
  if (supabaseUrl || secretKey) throw new StartError("Set both SUPABASE_URL and SUPABASE_SECRET_KEY, or neither.");
  return null;
};

/** The operator's database, past row-level security: the hosted project's, else the running embedded stack's. @throws StartError */
export const connect = (): Database => {
  const hosted = connectHosted();
  if (hosted) return hosted;
  const stack = readStackFile(readStackSettings(process.env).dataDir);
  return createDatabase({ supabaseUrl: stack.apiUrl, secretKey: stack.secretKey });
};
