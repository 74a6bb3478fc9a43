import * as z from "zod";
import type { Clock } from "../../platform/clock.ts";
import { type Database, settle } from "../../platform/database.ts";
import type { Log } from "../../platform/log.ts";

export interface HousekeepingContext {
  database: Database;
  clock: Pick<Clock, "now">;
  log: Log;
}

const doneSchema = z
  .object({
    lookedUp: z.int(),
    payloads: z.int(),
    transcripts: z.int(),
    refused: z.int(),
    rewritten: z.int(),
    quiet: z.int(),
    swept: z.int(),
  })
  .nullable();

const everyMs = 60_000;

/**
 * Daily look-ups, retention, quiet integrations and sweeps that are due (`keep_house`), once a minute however often it is called and by however many
 * workers: the database sees to that, and this isolate does not even ask more often. A failure harms nothing, the next minute
 * tries again.
 */
export const createKeepHouse = ({ database, clock, log }: HousekeepingContext): (() => Promise<void>) => {
  let askedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const startedAt = clock.now().getTime();
    if (startedAt - askedAt < everyMs) return;
    askedAt = startedAt;
    const { data, error } = await settle(database.rpc("keep_house"));
    const done = doneSchema.safeParse(data).data;
    if (!error && !done) return;
    log({
      unit: "housekeeping",
      result: error ? "failed" : "done",
      errorCode: error?.code,
      ...done,
      durationMs: clock.now().getTime() - startedAt,
    });
  };
};
