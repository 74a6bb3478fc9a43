import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { explainDiskError } from "./data-dir.ts";
import type { DatabaseUser } from "./database-user.ts";
import type { PostgresPrograms } from "./postgres-programs.ts";
import { StartError } from "./start-error.ts";

const run = promisify(execFile);

/** Makes the data folder of a new database. @throws StartError */
export const initialise = async (
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
export const waitForPredecessor = async (dir: string): Promise<void> => {
  const pidFile = path.join(dir, "postmaster.pid");
  for (let waited = 0; fs.existsSync(pidFile) && waited < 8000; waited += 100) {
    const [pid = ""] = fs.readFileSync(pidFile, "utf8").split("\n");
    // After a crash of the machine the number may be anybody's by now; Postgres itself then goes on.
    const owner = await run("ps", ["-p", pid, "-o", "args="]).catch(() => null);
    if (!owner?.stdout.includes(dir)) return;
    await sleep(100);
  }
  if (fs.existsSync(pidFile)) throw new StartError(`Debrief is already running with the data in ${path.dirname(dir)}.`);
};
