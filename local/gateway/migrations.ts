import fs from "node:fs";
import path from "node:path";
import type postgres from "postgres";
import { projectDir } from "../stack/settings.ts";
import { StartError } from "../stack/start-error.ts";

const migrationsDir = path.join(projectDir, "supabase/migrations");

/**
 * Applies what is missing of supabase/migrations in order, each in a transaction with its line in the history table that
 * `supabase db push` keeps, so that either can go on where the other stopped. Returns the versions applied.
 */
export const migrate = async (sql: postgres.Sql): Promise<string[]> => {
  await sql.unsafe(`
    create schema if not exists supabase_migrations;
    create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);`);
  const known = await sql<{ version: string }[]>`select version from supabase_migrations.schema_migrations`;
  const done = new Set(known.map(({ version }) => version));
  const files = fs
    .readdirSync(migrationsDir)
    .filter((file) => file.endsWith(".sql"))
    .toSorted();
  const applied: string[] = [];
  for (const file of files) {
    const [version = "", name = ""] = file.replace(/\.sql$/, "").split(/_(.*)/s);
    if (done.has(version)) continue;
    const statements = fs.readFileSync(path.join(migrationsDir, file), "utf8");
    try {
      await sql.begin(async (transaction) => {
        await transaction.unsafe(statements);
        await transaction`insert into supabase_migrations.schema_migrations (version, statements, name)
                          values (${version}, ${[statements]}, ${name})`;
      });
    } catch (error) {
      throw new StartError(`The migration ${file} failed: ${error instanceof Error ? error.message : String(error)}.`);
    }
    applied.push(version);
  }
  return applied;
};
