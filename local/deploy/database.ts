import * as z from "zod";
import { type Wanted } from "./arguments.ts";
import { supabase, withSecretFile } from "./cli.ts";

type Target = Pick<Wanted, "projectRef" | "databaseUrl">;

/** The password goes by the environment, where other users of the machine do not see it. */
const targetOf = ({ projectRef, databaseUrl }: Target): { remote: string; environment: Record<string, string> } => {
  if (databaseUrl === null) return { remote: projectRef, environment: {} };
  const url = new URL(databaseUrl);
  const password = decodeURIComponent(url.password);
  url.password = "";
  return { remote: url.href, environment: password ? { PGPASSWORD: password } : {} };
};

const pushed = z.object({ migrations: z.array(z.string()) });

const push = async (target: Target, how: string): Promise<string[]> => {
  const { remote, environment } = targetOf(target);
  // The values in Vault are put there after the functions: see `set-clock.ts`.
  const args = ["db", "push", `--remote=${remote}`, "--skip-vault", how];
  return (await supabase(pushed, args, environment)).migrations;
};

/** The migrations that the project's database does not have yet, in order. @throws StartError */
export const pendingMigrations = (target: Target): Promise<string[]> => push(target, "--dry-run");

/** Applies them; which those were. @throws StartError at the first that fails: those before it stay */
export const pushMigrations = (target: Target): Promise<string[]> => push(target, "--yes");

/** Runs SQL over the Management API; its rows, by the schema. @throws StartError */
export const query = <Schema extends z.ZodType>(
  projectRef: string,
  row: Schema,
  sql: string,
): Promise<z.output<Schema>[]> =>
  withSecretFile(sql, (file) =>
    supabase(z.array(row), ["db", "query", `--remote=${projectRef}`, "--file", file, "--yes"]),
  );
