import { logMeeting } from "@shared/pipeline/log/log-meeting.ts";
import { createOpenCrm } from "@shared/pipeline/log/open-crm.ts";
import { drain } from "@shared/pipeline/queue/drain.ts";
import { storeEvent } from "@shared/pipeline/store/store-event.ts";
import { systemClock } from "@shared/platform/clock.ts";
import { createDatabase } from "@shared/platform/database.ts";
import { createLog } from "@shared/platform/log.ts";
import { createSealer } from "@shared/platform/seal.ts";
import { readSettings } from "@shared/platform/settings.ts";
import { createApp } from "./app.ts";

const settings = readSettings();
const database = createDatabase(settings);
const clock = systemClock;
const log = createLog(console.log, clock.now);
const openCrm = createOpenCrm({ settings, sealer: createSealer(settings.encryptionKey), clock, fetch });

const app = createApp({
  log,
  drain: () =>
    drain({
      database,
      clock,
      log,
      concurrency: 8,
      // Leaves a job begun at the end its whole time within the platform's 150 s.
      budgetMs: 50_000,
      handlers: {
        store: (job) => storeEvent(database, job),
        log: (job, signal) => logMeeting({ database, clock, openCrm }, job, signal),
      },
    }),
});

export default { fetch: app.fetch };
