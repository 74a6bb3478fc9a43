import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const projectDir = path.resolve(import.meta.dirname, "../../..");
const quiet = { SUPABASE_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", SUPABASE_NO_UPDATE_NOTIFIER: "1" };

/** Runs the supabase CLI on a database. @throws Error with what it said when it fails */
export const supabase = async (databaseUrl: string, ...command: string[]) =>
  promisify(execFile)(
    path.join(projectDir, "node_modules/.bin/supabase"),
    [...command, `--remote=${databaseUrl}?sslmode=disable`],
    { cwd: projectDir, env: { ...process.env, ...quiet } },
  );
