import fs from "node:fs";
import path from "node:path";
import type postgres from "postgres";
import { projectDir } from "../stack/settings.ts";
import { StartError } from "../stack/start-error.ts";

const migrationsDir = path.join(projectDir, "supabase/migrations");

interface Migration {
  file: string;
  version: string;
  name: string;
  statements: string;
}

const readMigrations = (): Migration[] =>
  fs
    .readdirSync(migrationsDir)
    .filter((file) => file.endsWith(".sql"))
    .toSorted()
    .map((file) => {
      const [version = "", name = ""] = file.replace(/\.sql$/, "").split(/_(.*)/s);
      return { file, version, name, statements: fs.readFileSync(path.join(migrationsDir, file), "utf8") };
    });

/** What a migration does, without comments and layout: `supabase db push` keeps it in pieces that it has trimmed. */
const essence = (statements: string): string => statements.replace(/--.*$/gm, "").replace(/[\s;]+/g, "");

interface Applied {
  version: string;
  statements: string[] | null;
}

/** The first migration that was applied to the database in another form than it has here, or that is not here at all. */
const findForeign = (applied: Applied[], migrations: Migration[]): string | undefined => {
  const ours = new Map(migrations.map(({ version, statements }) => [version, essence(statements)]));
  return applied.find(
    ({ version, statements }) =>
      !ours.has(version) || (statements !== null && essence(statements.join("\n")) !== ours.get(version)),
  )?.version;
};

/**
 * Applies what is missing of supabase/migrations in order, each in a transaction with its line in the history table that
 * `supabase db push` keeps, so that either can go on where the other stopped. Returns the versions applied.
 * @throws StartError when one fails, or when the database was made by another version of them: then nothing is applied
 */
export const migrate = async (sql: postgres.Sql): Promise<string[]> => {
  await sql.unsafe(`
    create schema if not exists supabase_migrations;
    create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);`);
  const known = await sql<Applied[]>`
    select version, statements from supabase_migrations.schema_migrations order by version`;
  const migrations = readMigrations();
  const foreign = findForeign(known, migrations);
  if (foreign !== undefined) {
    throw new StartError(
      `The data folder was made by another version of Debrief (migration ${foreign} is not the same). Start it with that version, or remove the folder (.local, or what DEBRIEF_DATA_DIR names) to start anew without what is in it.`,
    );
  }
  const done = new Set(known.map(({ version }) => version));
  const applied: string[] = [];
  for (const { file, version, name, statements } of migrations) {
    if (done.has(version)) continue;
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
