import fs from "node:fs";
import type { Server } from "node:http";
import path from "node:path";
import { serve } from "@hono/node-server";
import postgres from "postgres";
import type { PipedriveControls } from "../../local/simulators/pipedrive/controls.ts";
import type { LimitOptions } from "../../local/simulators/pipedrive/limits.ts";
import { createPipedriveSimulator } from "../../local/simulators/pipedrive/simulator.ts";
import { childStarter, startGuard } from "../../local/stack/children.ts";
import { startFunction } from "../../local/stack/functions.ts";
import { freePort } from "../../local/stack/ports.ts";
import type { Stack } from "../../local/stack/stack.ts";
import { startThrowAwayStack } from "./throw-away-stack.ts";

export const pipedriveToken = "a-token-of-these-tests";

export interface OwnStack {
  stack: Stack;
  /** As the superuser. */
  sql: postgres.Sql;
  crmUrl: string;
  /** Its Pipedrive, in this process. */
  crm: PipedriveControls;
  /** The time of its Pipedrive goes on by so much. */
  passTimeInCrm(ms: number): void;
  /** What its workers have logged of a kind of job, in order. */
  linesOf(
    unit: string,
  ): { durationMs: number; result: string; attempt?: number; retryInMs?: number; lookedUp?: number }[];
  /** Another worker, in a Deno process of its own, with more in its environment; returns how to ring it. */
  startWorker(environment?: Record<string, string>): Promise<() => Promise<unknown>>;
  stop(): Promise<void>;
}

interface OwnStackOptions {
  /** Of its Pipedrive. */
  limits?: Partial<LimitOptions>;
  /** Of its gateway, for whoever must know it before the stack is up. */
  apiPort?: number;
  /** More for the functions' environment. */
  environment?: Record<string, string>;
}

/** A stack without a clock: its workers do something when they are rung. */
export const startOwnStack = async (options: OwnStackOptions = {}): Promise<OwnStack> => {
  const { limits = {}, environment = {}, ...more } = options;
  let passedMs = 0;
  const { app, controls } = createPipedriveSimulator({
    apiTokens: [pipedriveToken],
    limits,
    now: () => new Date(Date.now() + passedMs),
  });
  const port = await freePort();
  const server = await new Promise<Server>((resolve) => {
    const listening = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, () => resolve(listening as Server));
  });
  const pipedriveUrl = `http://127.0.0.1:${port}`;
  const { stack, dataDir, stop } = await startThrowAwayStack({
    name: "own",
    pipedriveUrl,
    clock: false,
    environment,
    ...more,
  });
  const guard = startGuard();
  const sql = postgres(stack.file.dbUrl, { max: 2, onnotice: () => undefined });
  const keys = JSON.parse(fs.readFileSync(path.join(dataDir, "keys.json"), "utf8"));
  const workers: { stop(): Promise<void> }[] = [];

  const startWorker = async (more: Record<string, string> = {}) => {
    const workerPort = await freePort();
    const { child, ready } = startFunction("worker", workerPort, {
      logs: path.join(dataDir, "logs"),
      startChild: childStarter(guard),
      onCrash: (sentence) => console.error(sentence),
      environment: {
        SUPABASE_URL: stack.file.apiUrl,
        SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secretKey }),
        SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: keys.publishableKey }),
        DEBRIEF_ENCRYPTION_KEY: keys.encryptionKey,
        PIPEDRIVE_API_URL: pipedriveUrl,
        ...environment,
        ...more,
      },
    });
    workers.push(child);
    await ready;
    return async () => {
      const headers = { apikey: stack.file.secretKey };
      const response = await fetch(`http://127.0.0.1:${workerPort}/worker`, { method: "POST", headers });
      if (response.status !== 200) throw new Error(`the worker answered ${response.status}`);
      return response.json();
    };
  };

  return {
    stack,
    sql,
    crmUrl: pipedriveUrl,
    crm: controls,
    linesOf: (unit) =>
      fs
        .readFileSync(path.join(dataDir, "logs", "worker.log"), "utf8")
        .split("\n")
        .filter((line) => line.includes(`"unit":"${unit}"`))
        .map((line) => JSON.parse(line)),
    passTimeInCrm: (ms) => void (passedMs += ms),
    startWorker,
    stop: async () => {
      for (const worker of workers) await worker.stop();
      await sql.end();
      await stop();
      guard.stdin?.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
