import os from "node:os";
import postgres from "postgres";
import { openLite } from "../../local/gateway/lite.ts";
import { makeDataDir } from "../../tests/support/data-dir.ts";
import { startThrowAwayPostgres } from "../../tests/support/throw-away-postgres.ts";

const template = "migrated";

/** Much memory, as little log as there can be, and nothing that begins by itself while one measures. */
const settings = {
  shared_buffers: `${Math.floor(os.totalmem() / 8 / 2 ** 20)}MB`,
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "8GB",
  autovacuum: "off",
  random_page_cost: "1.1",
  effective_cache_size: "8GB",
};

const quietly = { max: 1, onnotice: () => undefined } satisfies postgres.Options<Record<string, never>>;

export interface GrowthServer {
  /** A migrated, empty database of this name. */
  createDatabase(name: string): Promise<postgres.Sql>;
  stop(): Promise<void>;
}

/** A Postgres of its own whose data is on disk until it is stopped. */
export const startGrowthServer = async (): Promise<GrowthServer> => {
  const server = await startThrowAwayPostgres(makeDataDir("growth"));
  const urlOf = (name: string): string => server.url.replace(/postgres$/, name);
  const open: postgres.Sql[] = [];

  const asOperator = async (...statements: string[]): Promise<void> => {
    const sql = postgres(server.url, quietly);
    for (const statement of statements) await sql.unsafe(statement);
    await sql.end();
  };

  await asOperator(...Object.entries(settings).map(([name, value]) => `alter system set ${name} = '${value}'`));
  await server.restart("fast");
  await asOperator(`create database ${template}`);
  const { connection } = await openLite({
    databaseUrl: urlOf(template),
    keys: { publishableKey: "sb_publishable_bench", secretKey: "sb_secret_bench", jwtSecret: "x".repeat(40) },
    siteUrl: "http://127.0.0.1:5173",
  });
  await connection.close();

  const stop = async (): Promise<void> => {
    process.off("SIGINT", interrupted);
    for (const sql of open) await sql.end({ timeout: 0 });
    await server.stop();
  };
  const interrupted = (): void => void stop().finally(() => process.exit(130));
  process.once("SIGINT", interrupted);

  return {
    createDatabase: async (name) => {
      await asOperator(`create database ${name} template ${template}`);
      const sql = postgres(urlOf(name), quietly);
      open.push(sql);
      return sql;
    },
    stop,
  };
};
