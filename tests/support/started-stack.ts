import { type ChildProcess, spawn } from "node:child_process";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { vi } from "vitest";
import { freePort } from "../../local/stack/ports.ts";
import type { StackFile } from "../../local/stack/stack-file.ts";
import { makeDataDir } from "./data-dir.ts";

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
  const dataDir = makeDataDir("life");
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

interface ProcessRow {
  pid: number;
  parent: number;
  command: string;
}

/** Everything below npm, parents before their children. */
const processesBelow = (stack: StartedStack): ProcessRow[] => {
  const rows = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row))
    .filter((match) => match !== null)
    .map(([, pid, parent, command = ""]) => ({ pid: Number(pid), parent: Number(parent), command }));
  const below = (parent: number): ProcessRow[] =>
    rows.flatMap((row) => (row.parent === parent ? [row, ...below(row.pid)] : []));
  return below(stack.process.pid ?? 0);
};

/** The process below npm whose command is like this. */
export const pidOf = (stack: StartedStack, pattern: RegExp): number => {
  const found = processesBelow(stack).find(({ command }) => pattern.test(command));
  if (!found) throw new Error(`no process ${pattern} below npm`);
  return found.pid;
};

/** What a power cut does to it: every process of it is gone at once, with no time for anything. */
export const cutPower = async (stack: StartedStack): Promise<void> => {
  const pids = [stack.process.pid ?? 0, ...processesBelow(stack).map(({ pid }) => pid)];
  // In one call, so that none of them lives to see another one end.
  try {
    execFileSync("kill", ["-KILL", ...pids.map(String)], { stdio: "ignore" });
  } catch {
    // One of them had just ended by itself; the others are killed all the same.
  }
  await stack.exited;
};
