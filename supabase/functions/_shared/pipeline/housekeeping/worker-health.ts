import * as z from "zod";
import type { Clock } from "../../platform/clock.ts";
import { type Database, settle } from "../../platform/database.ts";

/** How the worker is, without a word about anybody. */
export interface WorkerHealth {
  /** `late`: the clock has not rung for ten minutes; `unavailable`: the database does not say. */
  status: "ok" | "late" | "unavailable";
  /** Null: never. */
  rungSecondsAgo: number | null;
  /** Jobs that could be done now and are not begun, and how long the oldest of them has been waiting. */
  queued: number | null;
  oldestSeconds: number | null;
}

const rowSchema = z.object({
  isLate: z.boolean(),
  rungSecondsAgo: z.number().nullable(),
  queued: z.number(),
  oldestSeconds: z.number(),
});

/** Anybody may ask, however often: the database is asked no more than this. */
const keptMs = 5_000;
const unknown: WorkerHealth = { status: "unavailable", rungSecondsAgo: null, queued: null, oldestSeconds: null };

/** Reads the worker's health (`worker_health`); what was read, or is being read, is said again for five seconds. */
export const createReadHealth = (database: Database, clock: Pick<Clock, "now">): (() => Promise<WorkerHealth>) => {
  let kept: { until: number; health: Promise<WorkerHealth> } | null = null;

  const read = async (): Promise<WorkerHealth> => {
    const { data } = await settle(database.rpc("worker_health"));
    const row = rowSchema.safeParse(data).data;
    if (!row) return unknown;
    const { isLate, ...figures } = row;
    return { status: isLate ? "late" : "ok", ...figures };
  };

  return () => {
    const now = clock.now().getTime();
    if (!kept || kept.until <= now) kept = { until: now + keptMs, health: read() };
    return kept.health;
  };
};
