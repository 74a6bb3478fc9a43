import { createSlack } from "@shared/alerts/slack/client.ts";
import { createWorkerBell } from "@shared/pipeline/queue/ring-worker.ts";
import { systemClock } from "@shared/platform/clock.ts";
import { createDatabase } from "@shared/platform/database.ts";
import { createLog } from "@shared/platform/log.ts";
import { createSealer } from "@shared/platform/seal.ts";
import { readSettings } from "@shared/platform/settings.ts";
import { createApp } from "./app.ts";

const settings = readSettings();
const sealer = createSealer(settings.encryptionKey);

const app = createApp({
  database: createDatabase(settings),
  crm: { settings, sealer, clock: systemClock, fetch },
  fathom: { settings, sealer, clock: systemClock, fetch },
  slack: {
    slack: createSlack({ fetch, simulated: settings.simulatedSlack }),
    sealer,
    webUrl: settings.webUrl,
    now: systemClock.now,
  },
  functionsUrl: `${settings.supabaseUrl}/functions/v1`,
  ringWorker: createWorkerBell(settings, fetch),
  log: createLog(console.log, systemClock.now),
});

export default { fetch: app.fetch };
