import { execFileSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import type { Server } from "node:http";
import os from "node:os";
import path from "node:path";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { childStarter, startGuard } from "../../../local/stack/children.ts";
import { startFunction } from "../../../local/stack/functions.ts";
import { freePort } from "../../../local/stack/ports.ts";
import { signingSecretContext } from "../../../supabase/functions/_shared/pipeline/receive/candidates.ts";
import { createSealer } from "../../../supabase/functions/_shared/platform/seal.ts";

export interface WebhookProcess {
  port: number;
  email: string;
  secret: string;
  /** How many deliveries reached the database. */
  stored(): number;
  log(): string;
  /** Memory that the process holds, in bytes. */
  memory(): number;
  stop(): Promise<void>;
}

/** A database that knows one sender, takes everything and keeps nothing: what is measured is the function alone. */
const openDatabase = async (port: number, email: string, integration: string, sealed: string) => {
  let stored = 0;
  const app = new Hono();
  app.post("/rest/v1/rpc/find_fathom_integrations", async (c) => {
    const { emails } = await c.req.json<{ emails: string[] }>();
    const found = { integration_id: integration, by_token: false, sealed_secrets: [sealed], captures: false };
    return c.json(emails.includes(email) ? [found] : []);
  });
  app.post("/rest/v1/rpc/receive_webhook", async (c) => {
    await c.req.arrayBuffer();
    stored += 1;
    return c.json([{ event_id: randomUUID(), is_duplicate: false, retry_after_seconds: null }]);
  });
  app.post("/functions/v1/worker", (c) => c.json({ claimed: 0, done: 0, failed: 0 }));
  const server = await new Promise<Server>((resolve) => {
    const listening = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, () => resolve(listening as Server));
  });
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { stored: () => stored, close };
};

/** The public function in a Deno process of its own, as it is deployed, reached without anything between. */
export const startWebhookProcess = async (): Promise<WebhookProcess> => {
  const logs = fs.mkdtempSync(path.join(os.tmpdir(), "debrief-attack-"));
  const [port, databasePort] = [await freePort(), await freePort()];
  const [email, integration] = ["ana.host@example.com", randomUUID()];
  const secret = `whsec_${randomBytes(24).toString("base64")}`;
  const encryptionKey = randomBytes(32).toString("base64url");
  const { sealed } = await createSealer(encryptionKey).seal(secret, signingSecretContext(integration));
  const database = await openDatabase(databasePort, email, integration, sealed);
  const guard = startGuard();
  const crashes: string[] = [];
  const { child, ready } = startFunction("fathom-webhook", port, {
    logs,
    startChild: childStarter(guard),
    onCrash: (sentence) => crashes.push(sentence),
    environment: {
      SUPABASE_URL: `http://127.0.0.1:${databasePort}`,
      SUPABASE_SECRET_KEYS: JSON.stringify({ default: "sb_secret_of_this_test" }),
      DEBRIEF_ENCRYPTION_KEY: encryptionKey,
    },
  });
  await ready;
  return {
    port,
    email,
    secret,
    stored: database.stored,
    log: () => crashes.join("\n") + fs.readFileSync(path.join(logs, "fathom-webhook.log"), "utf8"),
    memory: () => Number(execFileSync("ps", ["-o", "rss=", "-p", String(child.pid)], { encoding: "utf8" })) * 1024,
    stop: async () => {
      await child.stop();
      guard.stdin?.end();
      await database.close();
      fs.rmSync(logs, { recursive: true, force: true });
    },
  };
};
