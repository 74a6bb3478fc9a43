import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { childStarter, startGuard } from "../../local/stack/children.ts";
import { startFunction } from "../../local/stack/functions.ts";
import { freePort } from "../../local/stack/ports.ts";
import { startPostgres } from "../../local/stack/postgres.ts";
import { firstAnswer, startDeno } from "../deno/deno.ts";
import { connectAccounts } from "./accounts.ts";
import { keys } from "./keys.ts";

/** Through what the functions reach the database: the embedded stack's gateway, or one statement a call and nothing else. */
export type Front = "gateway" | "thin";

/** What is asked directly, each in a Deno of its own. */
export type Subject = "product" | "oneCall" | "bare";

export interface Place {
  urls: Record<Front, Record<Subject, string>>;
  integrationIds: string[];
  /** What the functions behind the thin front have called since this was last asked: of the database, and the worker's bell. */
  calls(): Promise<string[]>;
  /** Runs a script in a Deno of its own, with the function's environment, and returns what it prints. */
  runScript(file: string, environment: Record<string, string>): Promise<string>;
  /** Forgets what was accepted. */
  empty(): Promise<void>;
  stop(): Promise<void>;
}

const here = (file: string): string => path.join(import.meta.dirname, file);

/** Postgres with the product's schema, two ways to it, and behind each of them the function and the floors. */
export const openPlace = async (): Promise<Place> => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "debrief-accepting-"));
  fs.chmodSync(dataDir, 0o755);
  const remove = (): void => fs.rmSync(dataDir, { recursive: true, force: true });
  process.once("exit", remove);
  const guard = startGuard();
  const startChild = childStarter(guard);
  const onCrash = (sentence: string): void => console.error(sentence);
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).toReversed()) await end();
    guard.stdin?.end();
    remove();
    process.off("exit", remove);
  };
  const logOf = (name: string): string => path.join(dataDir, `${name}.log`);
  const encryptionKey = randomBytes(32).toString("base64url");
  const environmentBehind = (url: string): Record<string, string> => ({
    SUPABASE_URL: url,
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secretKey }),
    DEBRIEF_ENCRYPTION_KEY: encryptionKey,
  });

  const startServer = async (file: string, environment: Record<string, string>): Promise<string> => {
    const port = String(await freePort());
    const env = { ...environment, PORT: port, LOG: logOf(file) };
    const child = startChild(file, process.execPath, [here(file)], { env, logFile: logOf(file), onCrash });
    stops.push(() => child.stop());
    return `http://127.0.0.1:${port}`;
  };
  const startSubjects = async (url: string): Promise<Record<Subject, string>> => {
    const environment = environmentBehind(url);
    const [port, floorsPort] = [await freePort(), await freePort()];
    const product = startFunction("fathom-webhook", port, { logs: dataDir, startChild, onCrash, environment });
    const options = { file: here("floors.ts"), environment, logFile: logOf("floors"), startChild, onCrash };
    const floors = startDeno(options, floorsPort);
    stops.push(
      () => product.child.stop(),
      () => floors.stop(),
    );
    const floorsUrl = `http://127.0.0.1:${floorsPort}/floors`;
    await Promise.all([product.ready, firstAnswer(`${floorsUrl}/health`)]);
    return {
      product: `http://127.0.0.1:${port}/fathom-webhook`,
      oneCall: `${floorsUrl}/one-call`,
      bare: `${floorsUrl}/bare`,
    };
  };

  try {
    const database = await startPostgres({
      dataDir,
      port: await freePort(),
      password: "postgres",
      logs: dataDir,
      startChild,
      onCrash,
      throwAway: true,
    });
    stops.push(database.stop);
    const thinUrl = await startServer("rest-server.ts", { DATABASE_URL: database.url });
    const gatewayUrl = await startServer("gateway-server.ts", {
      DATABASE_URL: database.url,
      WORKER_PORT: new URL(thinUrl).port,
    });
    // The gateway brings the schema with it.
    await Promise.all([firstAnswer(`${thinUrl}/calls`), firstAnswer(`${gatewayUrl}/rest/v1/`)]);
    const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
    stops.push(() => sql.end({ timeout: 5 }));
    const integrationIds = await connectAccounts(sql, encryptionKey);
    const urls = { gateway: await startSubjects(gatewayUrl), thin: await startSubjects(thinUrl) };

    return {
      urls,
      integrationIds,
      calls: async () => {
        const calls: string[] = await (await fetch(`${thinUrl}/calls`)).json();
        return calls;
      },
      runScript: async (file, more) => {
        const environment = { ...environmentBehind(thinUrl), ...more };
        const script = {
          file: here(file),
          environment,
          logFile: logOf("script"),
          startChild,
          onCrash: () => undefined,
        };
        await startDeno(script).exited;
        return fs.readFileSync(logOf("script"), "utf8");
      },
      empty: async () => void (await sql`truncate public.webhook_events, private.jobs cascade`),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
