import path from "node:path";
import { projectDir } from "../../local/stack/settings.ts";
import type { StartChild } from "../../local/stack/children.ts";
import { freePort } from "../../local/stack/ports.ts";
import { processorMs } from "./processor-time.ts";
import { type DenoName, configOf, firstAnswer, startDeno } from "../deno/deno.ts";

/** Nothing listens at port 9: what is measured is the function alone. */
const environment = {
  SUPABASE_URL: "http://127.0.0.1:9",
  SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: "sb_publishable_bench" }),
  SUPABASE_SECRET_KEYS: JSON.stringify({ default: "sb_secret_bench" }),
  SUPABASE_JWKS: JSON.stringify({ keys: [] }),
  DEBRIEF_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64url"),
};

/** Routes that need neither database nor sender. */
const paths = {
  bare: "bare/health",
  "fathom-webhook": "fathom-webhook/health",
  api: "api/health",
  worker: "worker/nothing",
} as const;

export type Cold = keyof typeof paths;

export const fileOf = (name: Cold): string =>
  name === "bare"
    ? path.join(import.meta.dirname, "bare.ts")
    : path.join(projectDir, "supabase/functions", name, "index.ts");

export interface ColdStart {
  /** From the start of the Deno to the first answer. */
  ms: number;
  /** Processor time until then: how busy the machine is makes no difference. */
  processorMs: number | null;
}

/**
 * Starts a Deno and waits for the first answer of what it serves. What a Deno of the same machine has compiled before is not
 * used: a fresh isolate of the platform has nothing of that kind.
 */
export const startCold = async (
  name: Cold,
  deno: DenoName,
  startChild: StartChild,
  dir: string,
): Promise<ColdStart> => {
  const port = await freePort();
  const begunAt = performance.now();
  const child = startDeno(
    {
      deno,
      file: fileOf(name),
      ...(name === "bare" ? {} : { config: configOf(name) }),
      flags: ["--no-code-cache"],
      environment,
      logFile: path.join(dir, `${name}.log`),
      startChild,
      onCrash: (sentence) => console.error(sentence),
    },
    port,
  );
  try {
    await firstAnswer(`http://127.0.0.1:${port}/${paths[name]}`);
    return { ms: performance.now() - begunAt, processorMs: processorMs(child.pid) };
  } finally {
    await child.stop("SIGKILL");
  }
};
