import { createSlack } from "@shared/alerts/slack/client.ts";
import { sendAlert } from "@shared/pipeline/alert/send-alert.ts";
import { removeWebhook } from "@shared/pipeline/connect/remove-webhook.ts";
import { deleteNote } from "@shared/pipeline/erase/delete-note.ts";
import { createOpenFathom } from "@shared/pipeline/fathom/open-fathom.ts";
import { createKeepHouse } from "@shared/pipeline/housekeeping/keep-house.ts";
import { createRememberRing } from "@shared/pipeline/housekeeping/remember-ring.ts";
import { createReadHealth } from "@shared/pipeline/housekeeping/worker-health.ts";
import { importPage } from "@shared/pipeline/import/import-page.ts";
import { logMeeting } from "@shared/pipeline/log/log-meeting.ts";
import { createOpenCrm } from "@shared/pipeline/log/open-crm.ts";
import { createBackoff } from "@shared/pipeline/queue/backoff.ts";
import { drain } from "@shared/pipeline/queue/drain.ts";
import { storeEvent } from "@shared/pipeline/store/store-event.ts";
import { sweep } from "@shared/pipeline/sweep/sweep.ts";
import { systemClock } from "@shared/platform/clock.ts";
import { createDatabase } from "@shared/platform/database.ts";
import { createLog } from "@shared/platform/log.ts";
import { createSealer } from "@shared/platform/seal.ts";
import { createOutgoing } from "@shared/platform/outgoing.ts";
import { readSettings } from "@shared/platform/settings.ts";
import { createTurnstile } from "@shared/platform/turnstile.ts";
import { createApp } from "./app.ts";

const settings = readSettings();
const outgoing = createOutgoing(settings, fetch);
const database = createDatabase(settings, outgoing);
const clock = systemClock;
const log = createLog(console.log, clock.now);
const sealer = createSealer(settings.encryptionKey);
const openCrm = createOpenCrm(database, { settings, sealer, clock, fetch: outgoing });
const openFathom = createOpenFathom(database, { settings, sealer, clock, fetch: outgoing });
const slack = createSlack({ fetch: outgoing, simulated: settings.simulatedSlack });
const backoff = createBackoff({ random: clock.random, scale: settings.backoffScale });
// One for all requests that this isolate serves at once.
const turnstile = createTurnstile();
const context = { database, openCrm, openFathom, slack, sealer, backoff, webUrl: settings.webUrl, turnstile };

const app = createApp({
  log,
  keepHouse: createKeepHouse({ database, clock, log }),
  rememberRing: createRememberRing(database, clock),
  readHealth: createReadHealth(database, clock),
  drain: () =>
    drain({
      database,
      clock,
      log,
      backoff,
      concurrency: 16,
      // Leaves a job begun at the end its whole time within the platform's 150 s.
      budgetMs: 50_000,
      handlers: {
        store: (job) => storeEvent(database, job),
        log: (job, signal) => logMeeting(context, job, signal),
        alert: (job, signal) => sendAlert(context, job, signal),
        delete_note: (job, signal) => deleteNote(context, job, signal),
        import: (job, signal) => importPage(context, job, signal),
        sweep: (job, signal) => sweep(context, job, signal),
        remove_webhook: (job, signal) => removeWebhook(context, job, signal),
      },
    }),
});

export default { fetch: app.fetch };
