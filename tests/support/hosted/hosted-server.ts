import postgres from "postgres";
import { installRealtime } from "../../../local/realtime/schema.ts";
import { makeDataDir } from "../data-dir.ts";
import { startThrowAwayPostgres } from "../throw-away-postgres.ts";
import { baseline, extensions, lockedRealtime, roles } from "./platform.ts";

export interface HostedDatabase {
  /** As migrations are applied: by `postgres`, who is no superuser. */
  url: string;
  /** As the platform, who may do everything. */
  admin: postgres.Sql;
}

const password = "postgres";
const quiet = { max: 1, onnotice: () => undefined };

/**
 * A Postgres with two empty databases, without a migration: one has what hosted Supabase has, the other nothing of pg_cron, pg_net,
 * Vault and Realtime.
 */
export const startHostedServer = async () => {
  const server = await startThrowAwayPostgres(makeDataDir("hosted"), password);

  // Nobody renames the role that they are.
  const first = postgres(server.url, quiet);
  await first.unsafe(`create role renamer superuser login password '${password}'`);
  await first.end();
  const renamer = postgres(server.url.replace("//postgres:", "//renamer:"), quiet);
  await renamer.unsafe(roles(password));
  await renamer.unsafe(`alter role supabase_admin password '${password}'`);

  const open = async (name: string): Promise<HostedDatabase> => {
    await renamer.unsafe(`create database ${name} owner postgres`);
    const url = server.url.replace(/postgres$/, name);
    const admin = postgres(url.replace("//postgres:", "//supabase_admin:"), quiet);
    await admin.unsafe(baseline);
    // Tells the advisors which schema the data API exposes.
    await admin.unsafe(`alter database ${name} set pgrst.db_schemas = 'public'`);
    return { url, admin };
  };
  const hosted = await open("hosted");
  await hosted.admin.unsafe(extensions);
  await installRealtime(hosted.admin);
  await hosted.admin.unsafe(lockedRealtime);
  const bare = await open("bare");
  await renamer.end();

  return {
    hosted,
    bare,
    stop: async () => {
      await Promise.all([hosted.admin.end(), bare.admin.end()]);
      await server.stop();
    },
  };
};
