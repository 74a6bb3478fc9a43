import type { Clock } from "../../platform/clock.ts";
import { type Database, DatabaseError } from "../../platform/database.ts";
import type { Log } from "../../platform/log.ts";
import { SealError } from "../../platform/seal.ts";
import type { Backoff } from "./backoff.ts";
import { type Job, type JobEnd, type JobKind, LeaseLost, claimJobs, endJob, jobTimeoutMs } from "./jobs.ts";

/** Does one job and says how it ended. May throw: then the job is tried again later. */
export type JobHandler = (job: Job, signal: AbortSignal) => Promise<JobEnd>;

export interface DrainContext {
  database: Database;
  clock: Clock;
  log: Log;
  handlers: Record<JobKind, JobHandler>;
  backoff: Backoff;
  /** Jobs at once. A workspace alone has half of them, and several have together less than all: whoever comes finds a place. */
  concurrency: number;
  /** No new job is begun after so long. */
  budgetMs: number;
}

export interface Drained {
  claimed: number;
  done: number;
  failed: number;
}

/** More often than this a job is handed out only if it takes its workers down with it. */
const mostClaims = 12;
/** Alerts wait for a server that nothing depends on: up to so many are under way without holding up anything else. */
const mostAlertsAside = 32;
/** How long something that has become due may wait while other work is under way. */
const lookAgainMs = 1000;

const afterCrash = (job: Job, error: unknown, backoff: Backoff): JobEnd => {
  if (error instanceof LeaseLost) return { end: "lost" };
  const isOurs = error instanceof DatabaseError || error instanceof SealError;
  const failure = isOurs ? error.message : `unexpected: ${error instanceof Error ? error.name : "error"}`;
  const delayMs = backoff(job.attempt, null);
  return delayMs === null ? { end: "dead", failure } : { end: "retry", delayMs, failure };
};

/** A database that is away for a moment costs these waits, and not the whole lease. */
const endWaitsMs = [250, 1000, 4000];

/** Whether it is written down how the job ended. If not, the lease runs out and the job comes back by itself. */
const endPatiently = async ({ database, clock }: DrainContext, job: Job, end: JobEnd): Promise<boolean> => {
  for (const waitMs of endWaitsMs) {
    try {
      return await endJob(database, job, end);
    } catch {
      await clock.sleep(waitMs);
    }
  }
  return endJob(database, job, end).catch(() => false);
};

/**
 * Works until nothing is due any more or the time is up. Several workers may drain at once. What a dying worker leaves is
 * taken up by another when the lease has run out.
 */
export const drain = async (context: DrainContext): Promise<Drained> => {
  const { database, clock, log, handlers } = context;
  const startedAt = clock.now().getTime();
  const counts: Drained = { claimed: 0, done: 0, failed: 0 };

  const work = async (job: Job): Promise<void> => {
    const begunAt = clock.now().getTime();
    let end: JobEnd;
    let errorCode: string | undefined;
    try {
      end =
        job.claims > mostClaims
          ? { end: "dead", failure: "Its workers died on it again and again." }
          : await handlers[job.kind](job, AbortSignal.timeout(jobTimeoutMs));
    } catch (error) {
      end = afterCrash(job, error, context.backoff);
      errorCode = error instanceof DatabaseError ? error.failure.code : error instanceof Error ? error.name : "unknown";
    }
    const kept = await endPatiently(context, job, end);
    counts[end.end === "done" || end.end === "ended" ? "done" : "failed"] += 1;
    log({
      unit: job.kind,
      result: !kept ? "lease_lost" : end.end === "ended" ? "done" : end.end,
      jobId: job.id,
      eventId: job.eventId ?? undefined,
      meetingId: job.meetingId ?? undefined,
      attempt: job.attempt,
      retryInMs: "delayMs" in end ? end.delayMs : undefined,
      errorCode,
      durationMs: clock.now().getTime() - begunAt,
    });
  };

  const running = new Map<Promise<void>, Job>();
  const held = () => [...running.values()].flatMap(({ kind, workspaceId }) => (kind === "alert" ? [] : [workspaceId]));
  let after: string | undefined;
  let alerts = 0;
  let ended = 0;
  for (;;) {
    const endedBefore = ended;
    const inTime = clock.now().getTime() - startedAt < context.budgetMs;
    const free = context.concurrency - (running.size - Math.min(alerts, mostAlertsAside));
    let jobs: Job[] = [];
    try {
      if (inTime && free > 0) jobs = await claimJobs(database, { count: free, held: held(), after });
    } catch (error) {
      await Promise.all(running.keys());
      throw error;
    }
    counts.claimed += jobs.length;
    after = jobs.at(-1)?.workspaceId ?? after;
    for (const job of jobs) {
      const isAlert = job.kind === "alert";
      if (isAlert) alerts += 1;
      const unit = work(job).finally(() => {
        running.delete(unit);
        ended += 1;
        if (isAlert) alerts -= 1;
      });
      running.set(unit, job);
    }
    // There may be more than we asked for. What ended while we asked may have led to more, which the answer does not know of.
    if ((jobs.length > 0 && jobs.length >= free) || ended > endedBefore) continue;
    if (running.size === 0) break;
    await Promise.race([...running.keys(), clock.sleep(lookAgainMs)]);
  }
  return counts;
};
