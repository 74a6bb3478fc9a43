import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { openLite } from "../../local/gateway/lite.ts";
import { makeDataDir } from "./data-dir.ts";
import { startThrowAwayPostgres } from "./throw-away-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    databaseServerUrl: string;
  }
}

export const templateName = "debrief_template";

/** One Postgres for all database tests, with a template of a migrated database that each of them copies. */
export default async ({ provide }: TestProject) => {
  const { url, stop } = await startThrowAwayPostgres(makeDataDir("database"));
  const sql = postgres(url, { max: 1 });
  await sql.unsafe(`create database ${templateName}`);
  await sql.end();
  const { connection } = await openLite({
    databaseUrl: url.replace(/postgres$/, templateName),
    keys: { publishableKey: "sb_publishable_test", secretKey: "sb_secret_test", jwtSecret: "x".repeat(40) },
    siteUrl: "http://127.0.0.1:5173",
  });
  await connection.close();
  provide("databaseServerUrl", url);
  return stop;
};
