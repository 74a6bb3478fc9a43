import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { openLite } from "../../local/gateway/lite.ts";
import { childStarter, startGuard } from "../../local/stack/children.ts";
import { freePort } from "../../local/stack/ports.ts";
import { startPostgres } from "../../local/stack/postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    databaseServerUrl: string;
  }
}

export const templateName = "debrief_template";

/** One Postgres for all database tests, with a template of a migrated database that each of them copies. */
export default async ({ provide }: TestProject) => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "debrief-database-"));
  fs.chmodSync(dataDir, 0o755);
  const guard = startGuard();
  const { url, stop } = await startPostgres({
    dataDir,
    port: await freePort(),
    password: "postgres",
    logs: dataDir,
    startChild: childStarter(guard),
    onCrash: (sentence) => console.error(sentence),
    throwAway: true,
  });
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
  return async () => {
    await stop();
    guard.stdin?.end();
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
};
