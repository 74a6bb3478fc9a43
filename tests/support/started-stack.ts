import { type ChildProcess, spawn } from "node:child_process";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { vi } from "vitest";
import { freePort } from "../../local/stack/ports.ts";
import type { StackFile } from "../../local/stack/stack-file.ts";

const projectDir = path.resolve(import.meta.dirname, "../..");

export interface StartedStack {
  process: ChildProcess;
  output: () => string;
  exited: Promise<number | null>;
}

export interface Place {
  dataDir: string;
  environment: Record<string, string>;
  file: () => StackFile;
}

/** A data folder and ports of its own. */
export const makePlace = async (): Promise<Place> => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "debrief-life-"));
  fs.chmodSync(dataDir, 0o755);
  const [api, web, db] = [await freePort(), await freePort(), await freePort()];
  return {
    dataDir,
    environment: {
      DEBRIEF_DATA_DIR: dataDir,
      DEBRIEF_API_PORT: String(api),
      DEBRIEF_WEB_PORT: String(web),
      DEBRIEF_DB_PORT: String(db),
    },
    file: () => JSON.parse(fs.readFileSync(path.join(dataDir, "stack.json"), "utf8")),
  };
};

/** `npm start` as a person types it, in a process group of its own. */
export const npmStart = (environment: Record<string, string>): StartedStack => {
  let output = "";
  const child = spawn("npm", ["start"], {
    cwd: projectDir,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  child.stdout?.on("data", (chunk) => (output += String(chunk)));
  child.stderr?.on("data", (chunk) => (output += String(chunk)));
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { process: child, output: () => output, exited };
};

export const untilUp = (stack: StartedStack): Promise<void> =>
  vi.waitUntil(
    () => {
      if (stack.process.exitCode !== null) throw new Error(`ended: ${stack.output()}`);
      return stack.output().includes("Debrief is up");
    },
    { timeout: 60_000, interval: 50 },
  ) as Promise<unknown> as Promise<void>;

/** Processes that have to do with the place: its functions, its database, its guard, and the stack itself. */
export const processesOf = ({ dataDir, environment }: Place): string[] =>
  execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(dataDir) || line.includes(`port=${environment["DEBRIEF_DB_PORT"]}`));

/** The stack's process below npm: the one that a signal must not be able to leave anything behind. */
export const pidOf = (stack: StartedStack, pattern: RegExp): number => {
  const rows = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  const byParent = (parent: number): string[] => rows.filter((row) => Number(row.trim().split(/\s+/)[1]) === parent);
  const search = (parent: number): number | null => {
    for (const row of byParent(parent)) {
      const pid = Number(row.trim().split(/\s+/)[0]);
      if (pattern.test(row)) return pid;
      const below = search(pid);
      if (below !== null) return below;
    }
    return null;
  };
  const pid = search(stack.process.pid ?? 0);
  if (pid === null) throw new Error(`no process ${pattern} below npm`);
  return pid;
};
