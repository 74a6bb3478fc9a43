import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Child, childStarter, startGuard } from "../../local/stack/children.ts";
import { freePort } from "../../local/stack/ports.ts";
import { apiToken } from "./crm.ts";
import type { Receiver } from "./receiver.ts";

const untilListening = async (url: string): Promise<void> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const response = await fetch(url).catch(() => null);
    await response?.body?.cancel();
    if (response) return;
    await sleep(50);
  }
  throw new Error("the reference does not listen");
};

/** The reference in a process of its own. */
export const startReference = async (crmUrl: string): Promise<Receiver> => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "debrief-side-"));
  const guard = startGuard();
  const port = await freePort();
  const secret = `whsec_${randomBytes(24).toString("base64")}`;
  const url = `http://127.0.0.1:${port}/webhook`;
  const start = async (): Promise<Child> => {
    const child = childStarter(guard)(
      "the reference",
      process.execPath,
      [path.join(import.meta.dirname, "reference-receiver.ts")],
      {
        env: {
          PORT: String(port),
          WEBHOOK_SECRET: secret,
          AUDIT_CSV: path.join(folder, "audit.csv"),
          PIPEDRIVE_URL: crmUrl,
          PIPEDRIVE_TOKEN: apiToken,
        },
        logFile: path.join(folder, "reference.log"),
        onCrash: () => undefined,
      },
    );
    await untilListening(url);
    return child;
  };
  let child = await start();
  return {
    name: "the reference",
    url,
    secret,
    recorder: "rep@example.com",
    restart: async () => {
      await child.kill();
      child = await start();
    },
    stop: async () => {
      await child.stop("SIGKILL");
      guard.stdin?.end();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
};
