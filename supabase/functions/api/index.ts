import { createSlack } from "@shared/alerts/slack/client.ts";
import { createWorkerBell } from "@shared/pipeline/queue/ring-worker.ts";
import { systemClock } from "@shared/platform/clock.ts";
import { createDatabase } from "@shared/platform/database.ts";
import { createLog } from "@shared/platform/log.ts";
import { createSealer } from "@shared/platform/seal.ts";
import { createOutgoing } from "@shared/platform/outgoing.ts";
import { readSettings } from "@shared/platform/settings.ts";
import { createApp } from "./app.ts";

const settings = readSettings();
const outgoing = createOutgoing(settings, fetch);
const sealer = createSealer(settings.encryptionKey);

const app = createApp({
  database: createDatabase(settings, outgoing),
  crm: { settings, sealer, clock: systemClock, fetch: outgoing },
  fathom: { settings, sealer, clock: systemClock, fetch: outgoing },
  slack: {
    slack: createSlack({ fetch: outgoing, simulated: settings.simulatedSlack }),
    sealer,
    webUrl: settings.webUrl,
    now: systemClock.now,
  },
  functionsUrl: `${settings.supabaseUrl}/functions/v1`,
  ringWorker: createWorkerBell(settings, outgoing),
  log: createLog(console.log, systemClock.now),
});

export default { fetch: app.fetch };
