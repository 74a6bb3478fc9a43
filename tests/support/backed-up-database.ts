import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { templateName } from "./database-setup.ts";

/** A migrated database that can be backed up, and put back into the state of its backup. */
export interface BackedUpDatabase {
  /** As the superuser. Another one after each backup and restore. */
  sql(): postgres.Sql;
  /** Takes a backup, all of it, in place of the former one. */
  backUp(): Promise<void>;
  /** What has happened since the backup is gone. */
  restore(): Promise<void>;
  drop(): Promise<void>;
}

/** Postgres copies the files of a whole database, with nobody in it: that is a physical backup and its restore. */
export const createBackedUpDatabase = async (): Promise<BackedUpDatabase> => {
  const serverUrl = inject("databaseServerUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const backup = `${name}_backup`;
  const server = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  const open = () => postgres(serverUrl.replace(/postgres$/, name), { max: 10, onnotice: () => undefined });
  await server.unsafe(`create database ${name} template ${templateName}`);
  let sql = open();

  const copy = async (from: string, to: string): Promise<void> => {
    await sql.end();
    await server.unsafe(`drop database if exists ${to} with (force)`);
    await server.unsafe(`create database ${to} template ${from}`);
    sql = open();
  };
  return {
    sql: () => sql,
    backUp: () => copy(name, backup),
    restore: () => copy(backup, name),
    drop: async () => {
      await sql.end();
      await server.unsafe(`drop database if exists ${backup} with (force)`);
      await server.unsafe(`drop database if exists ${name} with (force)`);
      await server.end();
    },
  };
};
