import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import type { Child, StartChild } from "./children.ts";
import { explainDiskError } from "./data-dir.ts";
import { type DatabaseUser, databaseUser } from "./database-user.ts";
import { type PostgresPrograms, postgresPrograms } from "./postgres-programs.ts";
import { StartError } from "./start-error.ts";

const run = promisify(execFile);

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
  child: Child;
}

const initialise = async (
  programs: PostgresPrograms,
  user: DatabaseUser,
  dir: string,
  password: string,
): Promise<void> => {
  // A folder without PG_VERSION is what an interrupted first start left.
  fs.rmSync(dir, { recursive: true, force: true });
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (user) fs.chownSync(dir, user.uid, user.gid);
  const passwordFile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "debrief-")), "password");
  try {
    fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (user) {
      fs.chownSync(path.dirname(passwordFile), user.uid, user.gid);
      fs.chownSync(passwordFile, user.uid, user.gid);
    }
    const args = ["--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"];
    await run(programs.initdb, [`--pgdata=${dir}`, `--pwfile=${passwordFile}`, ...args], {
      ...user,
      cwd: "/",
      env: { ...process.env, LC_ALL: "C" },
    });
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    fs.rmSync(dir, { recursive: true, force: true });
    if (/no space left/i.test(said))
      throw new StartError(explainDiskError(Object.assign(new Error(said), { code: "ENOSPC" }), dir));
    throw new StartError(`The database could not be made in ${dir}: ${said.trim().split("\n").at(-1)}`);
  } finally {
    fs.rmSync(path.dirname(passwordFile), { recursive: true, force: true });
  }
};

/** A server that a killed stack left is being ended by its guard: give it a moment. */
const waitForPredecessor = async (dir: string): Promise<void> => {
  const pidFile = path.join(dir, "postmaster.pid");
  for (let waited = 0; fs.existsSync(pidFile) && waited < 8000; waited += 100) {
    const [pid = ""] = fs.readFileSync(pidFile, "utf8").split("\n");
    // After a crash of the machine the number may be anybody's by now; Postgres itself then goes on.
    const owner = await run("ps", ["-p", pid, "-o", "args="]).catch(() => null);
    if (!owner?.stdout.includes(dir)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (fs.existsSync(pidFile)) throw new StartError(`Debrief is already running with the data in ${path.dirname(dir)}.`);
};

const waitUntilReady = async (url: string, child: Child): Promise<void> => {
  let gone = false;
  void child.exited.then(() => (gone = true));
  for (let waited = 0; waited < 30_000 && !gone; waited += 50) {
    const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
    try {
      await sql`select 1`;
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
  throw new StartError("The database did not come up. Its log is postgres.log in the data folder's logs.");
};

/** Starts Postgres 17 on 127.0.0.1, making its data folder first if there is none. @throws StartError */
export const startPostgres = async (options: PostgresOptions): Promise<RunningPostgres> => {
  const user = await databaseUser();
  const { programs, dir } = await postgresPrograms(user, path.join(options.dataDir, "postgres"));
  if (fs.existsSync(path.join(dir, "PG_VERSION"))) await waitForPredecessor(dir);
  else await initialise(programs, user, dir, options.password);

  const flags = {
    port: String(options.port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "100",
    timezone: "UTC",
    ...(options.throwAway ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const child = options.startChild(
    "Postgres",
    programs.postgres,
    ["-D", dir, ...Object.entries(flags).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { ...user, cwd: "/", logFile: path.join(options.logs, "postgres.log"), onCrash: options.onCrash },
  );
  const url = `postgresql://postgres:${options.password}@127.0.0.1:${options.port}/postgres`;
  await waitUntilReady(url, child);
  return { url, child };
};
