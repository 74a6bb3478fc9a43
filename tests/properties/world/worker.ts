import { createSlack } from "../../../supabase/functions/_shared/alerts/slack/client.ts";
import { sendAlert } from "../../../supabase/functions/_shared/pipeline/alert/send-alert.ts";
import { deleteNote } from "../../../supabase/functions/_shared/pipeline/erase/delete-note.ts";
import { logMeeting } from "../../../supabase/functions/_shared/pipeline/log/log-meeting.ts";
import { createOpenCrm } from "../../../supabase/functions/_shared/pipeline/log/open-crm.ts";
import { createBackoff } from "../../../supabase/functions/_shared/pipeline/queue/backoff.ts";
import { drain, type JobHandler } from "../../../supabase/functions/_shared/pipeline/queue/drain.ts";
import { jobTimeoutMs } from "../../../supabase/functions/_shared/pipeline/queue/jobs.ts";
import { storeEvent } from "../../../supabase/functions/_shared/pipeline/store/store-event.ts";
import type { Clock } from "../../../supabase/functions/_shared/platform/clock.ts";
import type { Database } from "../../../supabase/functions/_shared/platform/database.ts";
import type { Log, LogFields } from "../../../supabase/functions/_shared/platform/log.ts";
import type { Sealer } from "../../../supabase/functions/_shared/platform/seal.ts";
import { pipedriveUrl } from "./far-side.ts";
import { createLine, type Line, type Mishap } from "./line.ts";
import type { StoryTime } from "./time.ts";

export interface WorkerContext {
  database: Database;
  sealer: Sealer;
  time: StoryTime;
  pipedrive: typeof fetch;
  slack: typeof fetch;
  tell: (what: string) => void;
  log: (fields: LogFields) => void;
}

export interface Worker {
  line: Line;
  /** Resolves when it has nothing left to do; of one that stays silent, never. */
  finished: Promise<void>;
}

/** How long the functions wait for an answer: see platform/database.ts and the clients of the CRM and of Slack. */
const databasePatienceMs = 30_000;
const fetchPatienceMs = 10_000;

const overLine = (database: Database, line: Line): Database => {
  const rpc = async (name: never, args: never) =>
    line.through({
      name,
      make: async () => await database.rpc(name, args),
      patienceMs: databasePatienceMs,
      arrivesLate: true,
    });
  return { rpc } as unknown as Database;
};

const fetchOverLine =
  (fetch: typeof globalThis.fetch, line: Line, who: string): typeof globalThis.fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    return line.through({
      name: `${who} ${request.method} ${new URL(request.url).pathname}`,
      make: () => fetch(request),
      patienceMs: fetchPatienceMs,
      arrivesLate: false,
    });
  };

/** A job whose time is over is told so, by the story's time. */
const inStoryTime = (time: StoryTime, handler: JobHandler): JobHandler => {
  return (job, signal) => {
    const overdue = new AbortController();
    const until = time.clock.now().getTime() + jobTimeoutMs;
    time.onPassed((now) => {
      if (now >= until) overdue.abort();
    });
    return handler(job, AbortSignal.any([signal, overdue.signal]));
  };
};

const toldTo = (context: WorkerContext): Log => {
  return (fields) => {
    context.log(fields);
    const error = fields.errorCode === undefined ? "" : ` (${fields.errorCode})`;
    context.tell(`ended ${fields.unit}, try ${fields.attempt ?? 0}: ${fields.result}${error}`);
  };
};

/** These stories tell of deliveries: nobody imports, sweeps or disconnects in them. */
const notOfTheseStories: JobHandler = () => Promise.reject(new Error("no story has such a job"));

/** A worker of its own, made like the worker function, that drains the queue once. All it does outside goes over its line. */
export const startWorker = (context: WorkerContext, mishap: Mishap | null): Worker => {
  const { time } = context;
  const line = createLine(mishap, () => time.clock.now().getTime(), context.tell);
  const clock: Clock = {
    ...time.clock,
    sleep: async (ms) => {
      await line.awake();
      context.tell(`sleeps ${Math.round(ms)} ms`);
      await time.clock.sleep(ms);
      await line.awake();
    },
  };
  const database = overLine(context.database, line);
  const openCrm = createOpenCrm(database, {
    settings: { pipedriveUrl, simulatedPipedrive: null },
    sealer: context.sealer,
    clock,
    fetch: fetchOverLine(context.pipedrive, line, "CRM"),
  });
  const slack = createSlack({ fetch: fetchOverLine(context.slack, line, "Slack"), simulated: null });
  const backoff = createBackoff({ random: clock.random, scale: 1 });
  const jobs = { database, openCrm, slack, sealer: context.sealer, backoff, webUrl: null };
  const timed = (handler: JobHandler) => inStoryTime(time, handler);
  const finished = drain({
    database,
    // While others work no time passes: it looks again in a moment of the real clock.
    clock: { ...time.clock, sleep: () => new Promise((resolve) => setTimeout(resolve, 10)) },
    log: toldTo(context),
    backoff,
    concurrency: 16,
    budgetMs: 50_000,
    handlers: {
      store: timed((job) => storeEvent(database, job)),
      log: timed((job, signal) => logMeeting(jobs, job, signal)),
      alert: timed((job, signal) => sendAlert(jobs, job, signal)),
      delete_note: timed((job, signal) => deleteNote(jobs, job, signal)),
      import: notOfTheseStories,
      sweep: notOfTheseStories,
      remove_webhook: notOfTheseStories,
    },
  }).then(
    () => undefined,
    // The queue could not be read: the next bell tries again.
    () => context.tell("gave up draining"),
  );
  return { line, finished };
};
