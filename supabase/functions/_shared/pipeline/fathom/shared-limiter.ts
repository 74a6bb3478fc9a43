import * as z from "zod";
import type { Clock } from "../../platform/clock.ts";
import { type Database, settle, settleOrThrow } from "../../platform/database.ts";
import { pause } from "../../platform/pause.ts";
import { type FathomLimiter, mostHeavyCalls } from "../../sources/fathom/api/limiter.ts";

const reservedSchema = z.union([z.object({ waitMs: z.number() }), z.object({ retryAfterMs: z.number() })]);

/** Longer than this nobody waits for a place: the job makes room for others and comes back. */
const longestWaitMs = 10_000;

/**
 * One limiter for all workers that use an integration: the database grants the places (`reserve_fathom_call`) and remembers
 * what Fathom says of the key's allowance. `acquire` throws DatabaseError.
 */
export const createSharedLimiter = (
  database: Database,
  clock: Pick<Clock, "sleep">,
  integrationId: string,
): FathomLimiter => {
  const known = new Map<boolean, number>();
  return {
    async acquire(heavy, signal) {
      const asked = { integration: integrationId, is_heavy: heavy, longest_wait_ms: longestWaitMs };
      const reserved = reservedSchema.parse(await settleOrThrow(database.rpc("reserve_fathom_call", asked)));
      if ("retryAfterMs" in reserved) return { granted: false, retryAfterMs: reserved.retryAfterMs };
      if (reserved.waitMs === 0 || (await pause(clock, reserved.waitMs, signal))) return { granted: true };
      return { granted: false, retryAfterMs: reserved.waitMs };
    },
    async observe({ heavy: wasHeavy, limit, remaining, resetMs, retryAfterMs }) {
      // Which window the headers of a heavy answer speak of is not documented: a limit above the heavy one is that of all.
      const heavy = wasHeavy && (limit ?? 0) <= mostHeavyCalls;
      const noneForMs = retryAfterMs ?? (remaining === 0 ? (resetMs ?? 0) : 0);
      const isNews = limit !== null && known.get(heavy) !== limit;
      if (!isNews && noneForMs === 0) return;
      const { error } = await settle(
        database.rpc("note_fathom_limits", {
          integration: integrationId,
          is_heavy: heavy,
          // The generated types do not say that it may be null.
          seen_limit: limit as number,
          none_for_ms: Math.ceil(noneForMs),
        }),
      );
      if (!error && limit !== null) known.set(heavy, limit);
    },
  };
};
