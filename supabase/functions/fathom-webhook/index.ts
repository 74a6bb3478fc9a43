import { createFindCandidates } from "@shared/pipeline/receive/candidates.ts";
import { createCaptureRefused } from "@shared/pipeline/receive/capture-refused.ts";
import { createUnprovenLimit } from "@shared/pipeline/receive/limit-unproven.ts";
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
const database = createDatabase(settings, outgoing);
const findCandidates = createFindCandidates(database, createSealer(settings.encryptionKey), systemClock.now);

const app = createApp({
  database,
  findCandidates,
  onRefused: createCaptureRefused(database, findCandidates),
  unproven: createUnprovenLimit(systemClock.now),
  now: systemClock.now,
  log: createLog(console.log, systemClock.now),
  ringWorker: createWorkerBell(settings, outgoing),
});

export default { fetch: app.fetch };
