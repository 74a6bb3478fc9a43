import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { freePort } from "../../local/stack/ports.ts";
import { startStack } from "../../local/stack/stack.ts";
import { newTeam } from "../../tests/support/new-team.ts";
import { apiToken } from "./crm.ts";
import type { Receiver } from "./receiver.ts";

/** Debrief as `npm start` runs it: its own functions, database and clock. What it waits between its tries is shortened so much. */
export const startDebrief = async (crmUrl: string, backoffScale: number): Promise<Receiver> => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "debrief-side-"));
  fs.chmodSync(dataDir, 0o755);
  const removeData = (): void => fs.rmSync(dataDir, { recursive: true, force: true });
  const stack = await startStack({
    settings: {
      apiPort: await freePort(),
      webPort: await freePort(),
      dbPort: await freePort(),
      dataDir,
      pipedriveUrl: crmUrl,
      fathomUrl: null,
    },
    throwAway: true,
    environment: { DEBRIEF_BACKOFF_SCALE: String(backoffScale) },
    onCrash: (sentence) => void process.stderr.write(`${sentence}\n`),
  }).catch((error: unknown) => {
    removeData();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await stack.stop();
    removeData();
  };
  try {
    const { email, secret, integrationId } = await newTeam(stack.file, { pipedriveToken: apiToken });
    return {
      name: "Debrief",
      url: `${stack.file.webhookUrl}?integration=${integrationId}`,
      secret,
      recorder: email,
      restart: async () => {
        await Promise.all([stack.killFunction("fathom-webhook"), stack.killFunction("worker")]);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
