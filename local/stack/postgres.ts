import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import type { Child, StartChild } from "./children.ts";
import { databaseUser } from "./database-user.ts";
import { initialise, waitForPredecessor } from "./postgres-data.ts";
import { postgresPrograms } from "./postgres-programs.ts";
import { StartError } from "./start-error.ts";

export interface PostgresOptions {
  dataDir: string;
  port: number;
  password: string;
  logs: string;
  startChild: StartChild;
  onCrash: (sentence: string) => void;
  /** Gives up durability for speed. Only for databases that a test throws away. */
  throwAway?: boolean;
}

export interface RunningPostgres {
  url: string;
  stop(): Promise<void>;
  /**
   * Ends it, leaves it away for a while, starts it again. `fast`: as an operator does, what is open is rolled back; `kill`: it
   * gets no time for anything. @throws StartError
   */
  restart(how: "fast" | "kill", awayMs?: number): Promise<void>;
}

/** What a killed server's children still hold keeps the next one from starting for a moment. */
const startWithinMs = 15_000;
const tryAgainMs = 250;

const lookAgainMs = 50;

const waitUntilReady = async (url: string, child: Child): Promise<void> => {
  let gone = false;
  void child.exited.then(() => (gone = true));
  for (let waited = 0; waited < 30_000 && !gone; waited += lookAgainMs) {
    const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
    try {
      await sql`select 1`;
      return;
    } catch {
      await sleep(lookAgainMs);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
  throw new StartError("The database did not come up. Its log is postgres.log in the data folder's logs.");
};

export const databaseUrl = (port: number, password: string): string =>
  `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;

/** Starts Postgres 17 on 127.0.0.1, making its data folder first if there is none. @throws StartError */
export const startPostgres = async (options: PostgresOptions): Promise<RunningPostgres> => {
  const user = await databaseUser();
  const { programs, dir } = await postgresPrograms(user, path.join(options.dataDir, "postgres"));
  const isNew = !fs.existsSync(path.join(dir, "PG_VERSION"));
  if (isNew) await initialise(programs, user, dir, options.password);
  else await waitForPredecessor(dir);

  const flags = {
    port: String(options.port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "100",
    timezone: "UTC",
    ...(options.throwAway ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const url = databaseUrl(options.port, options.password);
  const args = ["-D", dir, ...Object.entries(flags).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  const logFile = path.join(options.logs, "postgres.log");
  let child: Child;
  let isStarting = false;
  let isStopped = false;
  const onCrash = (sentence: string): void => void (isStarting || options.onCrash(sentence));
  const startUntil = async (until: number): Promise<void> => {
    if (isStopped) return;
    child = options.startChild("Postgres", programs.postgres, args, { ...user, cwd: "/", logFile, onCrash });
    try {
      await waitUntilReady(url, child);
    } catch (error) {
      if (performance.now() > until) throw error;
      await sleep(tryAgainMs);
      await startUntil(until);
    }
  };
  const start = async (withinMs: number): Promise<void> => {
    isStarting = true;
    await startUntil(performance.now() + withinMs);
    isStarting = false;
  };

  // What keeps a new one from its start (a port that is taken meanwhile) does not pass; what is left of one that was killed does.
  await start(isNew ? 0 : startWithinMs);
  return {
    url,
    stop: async () => {
      isStopped = true;
      await child.stop("SIGINT");
    },
    restart: async (how, awayMs = 0) => {
      await child.stop(how === "kill" ? "SIGKILL" : "SIGINT");
      await sleep(awayMs);
      await start(startWithinMs);
    },
  };
};
