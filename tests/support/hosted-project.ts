import fs from "node:fs";
import type { Server } from "node:http";
import path from "node:path";
import { serve } from "@hono/node-server";
import postgres from "postgres";
import { startGateway } from "../../local/gateway/gateway.ts";
import { jsonWebKeySet } from "../../local/gateway/sign-tokens.ts";
import type { PipedriveControls } from "../../local/simulators/pipedrive/controls.ts";
import { createPipedriveSimulator } from "../../local/simulators/pipedrive/simulator.ts";
import { functionPorts } from "../../local/stack/functions.ts";
import { readKeys } from "../../local/stack/keys.ts";
import { freePort } from "../../local/stack/ports.ts";
import { makeDataDir } from "./data-dir.ts";
import { type ManagementApi, type Upload, startManagementApi } from "./management-api.ts";
import { startThrowAwayPostgres } from "./throw-away-postgres.ts";
import { runUploads } from "./uploaded-functions.ts";
import { vaultSql } from "./vault.ts";

const projectRef = "abcdefghijklmnopqrst";
const accessToken = `sbp_${"0123456789".repeat(4)}`;

export interface HostedProject {
  ref: string;
  /** As `https://<ref>.supabase.co` would be. */
  url: string;
  webhookUrl: string;
  publishableKey: string;
  automationsKey: string;
  /** As the superuser. */
  sql: postgres.Sql;
  databaseUrl: string;
  /** Its Pipedrive account: every company's host leads there. */
  crm: PipedriveControls;
  pipedriveToken: string;
  management: ManagementApi;
  /** The functions as they were deployed last. */
  uploads: () => Upload[];
  logOf: (slug: string) => string;
  /** For the CLI, so that it talks to this project and to nothing else. */
  environment: Record<string, string>;
  stop(): Promise<void>;
}

/** An empty project: database, sign-in and data API without any migration, no function, no secret. */
export const startHostedProject = async (): Promise<HostedProject> => {
  const dataDir = makeDataDir("hosted");
  const keys = readKeys(dataDir);
  const database = await startThrowAwayPostgres(dataDir, keys.databasePassword);
  const sql = postgres(database.url, { max: 2, onnotice: () => undefined });
  await sql.unsafe(vaultSql);

  const { app, controls: crm } = createPipedriveSimulator({ apiTokens: [keys.pipedriveToken] });
  const crmPort = await freePort();
  const crmServer = await new Promise<Server>((resolve) => {
    const listening = serve({ fetch: app.fetch, port: crmPort, hostname: "127.0.0.1" }, () =>
      resolve(listening as Server),
    );
  });
  const [port, ports] = [await freePort(), await functionPorts()];
  const url = `http://127.0.0.1:${port}`;
  const gateway = await startGateway({
    databaseUrl: database.url,
    port,
    keys,
    logFile: path.join(dataDir, "gateway.log"),
    functionPorts: ports,
    siteUrl: "http://127.0.0.1:5173",
    migrations: false,
  });

  const functions = runUploads(dataDir, ports);
  let uploads: Upload[] = [];
  const management = await startManagementApi({
    projectRef,
    accessToken,
    apiKeys: [
      { name: "default", type: "publishable", api_key: keys.publishableKey },
      { name: "default", type: "secret", api_key: keys.secretKey },
      { name: "automations", type: "secret", api_key: keys.automationsKey },
    ],
    query: async (text) => [...(await sql.unsafe(text))],
    activate: async (deployed, secrets) => {
      uploads = deployed;
      await functions.replace(deployed, {
        SUPABASE_URL: url,
        SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: keys.publishableKey }),
        SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secretKey, automations: keys.automationsKey }),
        SUPABASE_JWKS: jsonWebKeySet(keys.jwtSecret),
        PIPEDRIVE_API_URL: `http://127.0.0.1:${crmPort}`,
        ...Object.fromEntries(secrets),
      });
    },
  });
  const profile = path.join(dataDir, "profile.json");
  const hosts = { api_url: management.url, dashboard_url: management.url, project_host: "supabase.test" };
  fs.writeFileSync(profile, JSON.stringify({ name: "example", ...hosts }));

  return {
    ref: projectRef,
    url,
    webhookUrl: `${url}/functions/v1/fathom-webhook`,
    publishableKey: keys.publishableKey,
    automationsKey: keys.automationsKey,
    sql,
    databaseUrl: database.url,
    crm,
    pipedriveToken: keys.pipedriveToken,
    management,
    uploads: () => uploads,
    logOf: functions.logOf,
    environment: { SUPABASE_ACCESS_TOKEN: accessToken, SUPABASE_PROFILE: profile, SUPABASE_HOME: dataDir },
    stop: async () => {
      await functions.stop();
      await management.stop();
      await gateway.close();
      crmServer.closeAllConnections();
      await new Promise((resolve) => crmServer.close(resolve));
      await sql.end();
      await database.stop();
    },
  };
};
