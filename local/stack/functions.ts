import fs from "node:fs";
import path from "node:path";
import type { Child, StartChild } from "./children.ts";
import { freePort } from "./ports.ts";
import { projectDir } from "./settings.ts";
import { StartError } from "./start-error.ts";
import { type Supervised, supervise } from "./supervise.ts";

export const functionNames = ["fathom-webhook", "api", "worker"] as const;
export type FunctionName = (typeof functionNames)[number];

export interface FunctionsOptions {
  logs: string;
  startChild: StartChild;
  onCrash: (sentence: string) => void;
  /** What the functions find in their environment. */
  environment: Record<string, string>;
  ports: Record<string, number>;
  /** Between a function's end and its next start; tried again until it succeeds. */
  beforeRestart: (name: FunctionName) => Promise<void>;
  onRestart: (sentence: string) => void;
}

/** The program itself: the package's command is a wrapper, and killing that would leave Deno behind. */
export const currentDeno = path.join(
  projectDir,
  "node_modules/deno",
  process.platform === "win32" ? "deno.exe" : "deno",
);

/** What Deno may inherit from us: certificates and proxies of this machine, nothing that is ours. */
const inherited = ["PATH", "HOME", "SSL_CERT_FILE", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "NPM_CONFIG_REGISTRY"];

/** What every Deno process finds in its environment; it keeps what it downloads in `cacheDir`. */
export const denoEnvironment = (cacheDir: string): Record<string, string> => ({
  ...Object.fromEntries(
    inherited.flatMap((variable) => (process.env[variable] === undefined ? [] : [[variable, process.env[variable]]])),
  ),
  DENO_DIR: cacheDir,
  DENO_NO_UPDATE_CHECK: "1",
  DENO_TLS_CA_STORE: "system,mozilla",
});

const waitUntilReady = async (name: string, port: number, child: Child, logFile: string): Promise<void> => {
  let gone = false;
  void child.exited.then(() => (gone = true));
  for (let waited = 0; waited < 120_000 && !gone; waited += 100) {
    const response = await fetch(`http://127.0.0.1:${port}/${name}/health`).catch(() => null);
    await response?.body?.cancel();
    // It is there, whether or not it is well.
    if (response) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new StartError(`The function ${name} did not start. Its log: ${logFile}`);
};

export const functionPorts = async (): Promise<Record<string, number>> =>
  Object.fromEntries(await Promise.all(functionNames.map(async (name) => [name, await freePort()] as const)));

/** Starts one edge function in a Deno process of its own, with its own deno.json, as it is deployed. */
export const startFunction = (
  name: string,
  port: number,
  options: Pick<FunctionsOptions, "logs" | "startChild" | "onCrash" | "environment">,
): { child: Child; ready: Promise<void> } => {
  const { logs, startChild, onCrash, environment } = options;
  const functionsDir = path.join(projectDir, "supabase/functions");
  const logFile = path.join(logs, `${name}.log`);
  const child = startChild(
    name,
    currentDeno,
    [
      "serve",
      "--quiet",
      "--no-lock",
      "--no-prompt",
      `--config=${path.join(functionsDir, name, "deno.json")}`,
      "--allow-net",
      "--allow-env",
      `--allow-read=${functionsDir}`,
      "--host=127.0.0.1",
      `--port=${port}`,
      path.join(functionsDir, name, "index.ts"),
    ],
    {
      cwd: functionsDir,
      // Kept with the other packages, so that removing node_modules removes everything.
      env: { ...environment, ...denoEnvironment(path.join(projectDir, "node_modules/.deno")) },
      logFile,
      onCrash,
    },
  );
  return { child, ready: waitUntilReady(name, port, child, logFile) };
};

/** Runs every edge function, and again when it ends. @throws StartError when Deno is not installed */
export const startFunctions = (
  options: FunctionsOptions,
): { functions: Map<FunctionName, Supervised>; ready: Promise<unknown> } => {
  if (!fs.existsSync(currentDeno)) {
    throw new StartError(`Deno is missing (${currentDeno}). Run npm install again, with install scripts allowed.`);
  }
  const { onCrash, onRestart, ports } = options;
  const functions = new Map(
    functionNames.map((name) => {
      const supervised = supervise({
        start: (onEnd) => startFunction(name, ports[name] ?? 0, { ...options, onCrash: onEnd }),
        beforeRestart: () => options.beforeRestart(name),
        onRestart,
        onCrash,
      });
      return [name, supervised] as const;
    }),
  );
  return { functions, ready: Promise.all([...functions.values()].map(({ ready }) => ready)) };
};
