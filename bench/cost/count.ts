import { setTimeout as sleep } from "node:timers/promises";
import type { Size } from "../figure.ts";
import type { Place } from "./place.ts";

/** What something took: counts that are the same on any machine, but for bytes and for how often the queue was asked. */
export interface Cost {
  functionCalls: number;
  databaseCalls: number;
  /** Of those, the ones that ask the queue for work: more when jobs end one after the other. */
  queueCalls: number;
  pipedriveTokens: number;
  fathomCalls: number;
  /** Inserted, updated or deleted; not counted when it is quick. */
  rows: number;
  /** What the database writes to its log for them. */
  walBytes: number;
}

/** Postgres adds up what its connections have written when they have been idle for so long. */
const statisticsMs = 11_000;

/** Until what was written so far is in Postgres' statistics. By then the windows of the rate limits are empty, too. */
export const settle = async (place: Place, size: Size): Promise<void> => {
  await place.quiet();
  if (size === "full") await sleep(statisticsMs);
  else await place.own.sql`update private.crm_call_windows set calls = '{}', searches = '{}'`;
  place.own.passTimeInCrm(2_000);
};

const writtenSoFar = async ({ own }: Place): Promise<{ rows: number; walBytes: number }> => {
  const [row] = await own.sql<{ rows: number; walBytes: number }[]>`
    select (pg_current_wal_insert_lsn() - '0/0')::float8 as "walBytes",
      (select sum(n_tup_ins + n_tup_upd + n_tup_del)::float8 from pg_stat_user_tables where schemaname in ('public', 'private')) as rows`;
  return row ?? { rows: 0, walBytes: 0 };
};

/** Does it after everything has settled, and says what that took until nothing is left to do. */
export const costOf = async (place: Place, work: () => Promise<unknown>, size: Size): Promise<Cost> => {
  const before = await writtenSoFar(place);
  const tokens = place.own.crm.tokensUsed();
  const [from, fathomFrom] = [place.calls.length, await place.fathomCalls()];
  await work();
  await settle(place, size);
  const calls = place.calls.slice(from);
  const after = await writtenSoFar(place);
  const count = (part: string): number => calls.filter((call) => call.includes(part)).length;
  return {
    functionCalls: count(" /functions/v1/"),
    databaseCalls: count(" /rest/v1/"),
    queueCalls: count("/claim_jobs"),
    pipedriveTokens: place.own.crm.tokensUsed() - tokens,
    fathomCalls: (await place.fathomCalls()) - fathomFrom,
    rows: size === "full" ? after.rows - before.rows : 0,
    walBytes: after.walBytes - before.walBytes,
  };
};
