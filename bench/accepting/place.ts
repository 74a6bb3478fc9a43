import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { openLite } from "../../local/gateway/lite.ts";
import { childStarter, startGuard } from "../../local/stack/children.ts";
import { startFunction } from "../../local/stack/functions.ts";
import { freePort } from "../../local/stack/ports.ts";
import { startPostgres } from "../../local/stack/postgres.ts";
import { signingSecretContext } from "../../supabase/functions/_shared/pipeline/receive/candidates.ts";
import { createSealer } from "../../supabase/functions/_shared/platform/seal.ts";
import { firstAnswer, startDeno } from "../deno/deno.ts";
import { signingSecret } from "./deliveries.ts";

/** So many accounts send at the same time: no two of what is sent at once wait for the same row. */
const accounts = 64;

export interface Place {
  /** Where the function and the floors are asked, each in a Deno of its own. */
  urls: { product: string; oneCall: string; bare: string };
  integrationIds: string[];
  /** What was called of the database, and the worker's bell, since this was last asked. */
  calls(): Promise<string[]>;
  /** Runs a script in a Deno of its own, with the function's environment, and returns what it prints. */
  runScript(file: string, environment: Record<string, string>): Promise<string>;
  /** Forgets what was accepted. */
  empty(): Promise<void>;
  stop(): Promise<void>;
}

const connectAccounts = async (sql: postgres.Sql, encryptionKey: string): Promise<string[]> => {
  const [user] = await sql<{ user_id: string; workspace_id: string }[]>`
    with added as (insert into auth.users (id, email) values (gen_random_uuid(), 'ana.host@example.com') returning id)
    select id as user_id, null as workspace_id from added`;
  const [member] = await sql<{ workspace_id: string }[]>`
    select workspace_id from public.workspace_members where user_id = ${user?.user_id ?? ""}`;
  const sealer = createSealer(encryptionKey);
  const ids = Array.from({ length: accounts }, () => randomUUID());
  for (const [at, id] of ids.entries()) {
    const { sealed, keyId } = await sealer.seal(signingSecret, signingSecretContext(id));
    await sql`select public.connect_fathom(${member?.workspace_id ?? ""}, ${user?.user_id ?? ""}, ${`rep-${at}@example.com`}, ${id}, ${sealed}, ${keyId})`;
  }
  // What one account may deliver in a minute is less than is sent here.
  await sql`create or replace function private.most_deliveries_at_once() returns double precision
    language sql immutable set search_path = '' as $$ select 1e9 $$`;
  return ids;
};

/** Postgres with the product's schema, the data API in front of it, the function and the floors. */
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
    const keys = { publishableKey: "sb_publishable_bench", secretKey: "sb_secret_bench", jwtSecret: "x".repeat(40) };
    const lite = await openLite({ databaseUrl: database.url, keys, siteUrl: "http://127.0.0.1:5173" });
    await lite.connection.close();
    const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
    stops.push(() => sql.end({ timeout: 5 }));
    const encryptionKey = randomBytes(32).toString("base64url");
    const integrationIds = await connectAccounts(sql, encryptionKey);

    const restUrl = `http://127.0.0.1:${await freePort()}`;
    const rest = startChild("data API", process.execPath, [path.join(import.meta.dirname, "rest-server.ts")], {
      env: { DATABASE_URL: database.url, PORT: new URL(restUrl).port },
      logFile: path.join(dataDir, "rest.log"),
      onCrash,
    });
    stops.push(() => rest.stop());
    const environment = {
      SUPABASE_URL: restUrl,
      SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secretKey }),
      DEBRIEF_ENCRYPTION_KEY: encryptionKey,
    };
    const [productPort, floorsPort] = [await freePort(), await freePort()];
    const { child, ready } = startFunction("fathom-webhook", productPort, {
      logs: dataDir,
      startChild,
      onCrash,
      environment,
    });
    stops.push(() => child.stop());
    const shared = { environment, startChild, logFile: path.join(dataDir, "floors.log") };
    const floorsFile = path.join(import.meta.dirname, "floors.ts");
    const floors = startDeno({ ...shared, file: floorsFile, onCrash }, floorsPort);
    stops.push(() => floors.stop());
    const floorsUrl = `http://127.0.0.1:${floorsPort}/floors`;
    await Promise.all([ready, firstAnswer(`${floorsUrl}/health`), firstAnswer(`${restUrl}/calls`)]);

    return {
      urls: {
        product: `http://127.0.0.1:${productPort}/fathom-webhook`,
        oneCall: `${floorsUrl}/one-call`,
        bare: `${floorsUrl}/bare`,
      },
      integrationIds,
      calls: async () => {
        const calls: string[] = await (await fetch(`${restUrl}/calls`)).json();
        return calls;
      },
      runScript: async (file, more) => {
        const logFile = path.join(dataDir, "script.log");
        const script = startDeno({
          ...shared,
          environment: { ...environment, ...more },
          file,
          logFile,
          onCrash: () => undefined,
        });
        await script.exited;
        return fs.readFileSync(logFile, "utf8");
      },
      empty: async () => void (await sql`truncate public.webhook_events, private.jobs cascade`),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
