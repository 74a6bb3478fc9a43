import path from "node:path";
import type { Child, StartChild } from "../../local/stack/children.ts";
import { currentDeno, denoEnvironment } from "../../local/stack/functions.ts";
import { projectDir } from "../../local/stack/settings.ts";
import { oldDeno } from "../../tests/support/uploaded-functions.ts";

const functionsDir = path.join(projectDir, "supabase/functions");

/** What hosted functions run on (2.1), and what the embedded stack runs them on; each keeps its packages apart. */
export const denos = {
  current: { program: currentDeno, cacheDir: path.join(projectDir, "node_modules/.deno") },
  "2.1": { program: oldDeno(), cacheDir: path.join(projectDir, "node_modules/.deno-2.1") },
} as const;

export type DenoName = keyof typeof denos;

/** The packages of every function, at the same versions: of this one for what is none. */
export const configOf = (name = "fathom-webhook"): string => path.join(functionsDir, name, "deno.json");

export interface DenoOptions {
  deno?: DenoName;
  /** A file of this project; what it serves is named by its own routes. */
  file: string;
  config?: string;
  /** Before the file: `--no-code-cache`. */
  flags?: string[];
  environment: Record<string, string>;
  logFile: string;
  startChild: StartChild;
  onCrash: (sentence: string) => void;
}

/** Runs a file in a Deno of its own, as a function is run: `deno serve` on the port, or `deno run` without one. */
export const startDeno = (options: DenoOptions, port?: number): Child => {
  const {
    deno = "current",
    file,
    config = configOf(),
    flags = [],
    environment,
    logFile,
    startChild,
    onCrash,
  } = options;
  const { program, cacheDir } = denos[deno];
  const serving = port === undefined ? [] : ["--host=127.0.0.1", `--port=${port}`];
  return startChild(
    path.basename(file),
    program,
    [
      port === undefined ? "run" : "serve",
      "--quiet",
      "--no-lock",
      "--no-prompt",
      `--config=${config}`,
      "--allow-net",
      "--allow-env",
      `--allow-read=${functionsDir},${path.join(projectDir, "bench")}`,
      ...flags,
      ...serving,
      file,
    ],
    { cwd: functionsDir, env: { ...environment, ...denoEnvironment(cacheDir) }, logFile, onCrash },
  );
};

/** Resolves with the first answer of a server that is coming up. @throws Error when it does not come in a minute */
export const firstAnswer = async (url: string): Promise<void> => {
  const until = performance.now() + 60_000;
  while (performance.now() < until) {
    const response = await fetch(url).catch(() => null);
    await response?.body?.cancel();
    if (response) return;
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  throw new Error(`${url} does not answer`);
};
