import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { StartError, systemErrorCode } from "./start-error.ts";

export interface Child {
  name: string;
  pid: number;
  /** Resolves when the process is gone. */
  exited: Promise<void>;
  /** Asks it to end with the signal, insists after `graceMs`. */
  stop(signal?: NodeJS.Signals, graceMs?: number): Promise<void>;
  /** Ends it as a crash would: `onCrash` is called. Resolves when it is gone. */
  kill(): Promise<void>;
}

export interface ChildOptions extends Pick<SpawnOptions, "env" | "cwd" | "uid" | "gid"> {
  logFile: string;
  /** Called when it ends without having been asked to. */
  onCrash: (sentence: string) => void;
}

/**
 * A guard process that ends every child when this process dies in a way that leaves it no time to do so itself (SIGKILL).
 * It learns the process ids over a pipe, whose end tells it that we are gone.
 */
export const startGuard = (): ChildProcess => {
  const guard = spawn(process.execPath, [path.join(import.meta.dirname, "guard.ts")], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  guard.stdin?.on("error", () => undefined);
  guard.unref();
  return guard;
};

/** Starts children in process groups of their own, so that Ctrl-C reaches only us and we end them in order. */
export const childStarter = (guard: ChildProcess) => {
  return (name: string, command: string, args: string[], options: ChildOptions): Child => {
    const { logFile, onCrash, ...spawnOptions } = options;
    if (!fs.existsSync(command)) {
      throw new StartError(`The program for ${name} is missing (${command}). Run npm install again.`);
    }
    const log = fs.openSync(logFile, "a");
    const child = spawn(command, args, { ...spawnOptions, stdio: ["ignore", log, log], detached: true });
    fs.closeSync(log);
    let stopping = false;
    const exited = new Promise<void>((resolve) => {
      child.once("error", (error) => {
        onCrash(`${name} could not be started (${systemErrorCode(error) ?? "unknown error"}).`);
        resolve();
      });
      child.once("exit", (code, signal) => {
        if (child.pid) guard.stdin?.write(`-${child.pid}\n`);
        if (!stopping) onCrash(`${name} ended unexpectedly (${signal ?? `exit code ${code}`}). Its log: ${logFile}`);
        resolve();
      });
    });
    if (child.pid) guard.stdin?.write(`+${child.pid}\n`);
    return {
      name,
      pid: child.pid ?? 0,
      exited,
      stop: async (signal = "SIGTERM", graceMs = 5000) => {
        stopping = true;
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill(signal);
        const insist = setTimeout(() => child.kill("SIGKILL"), graceMs);
        await exited;
        clearTimeout(insist);
      },
      kill: async () => {
        child.kill("SIGKILL");
        await exited;
      },
    };
  };
};

export type StartChild = ReturnType<typeof childStarter>;
