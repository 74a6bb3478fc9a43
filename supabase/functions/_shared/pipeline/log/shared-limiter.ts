import * as z from "zod";
import type { CallLimiter, Leave } from "../../crm/call-limiter.ts";
import { burstLimits } from "../../crm/pipedrive/burst-limits.ts";
import type { Clock } from "../../platform/clock.ts";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { pause } from "../../platform/pause.ts";

const reservedSchema = z.union([
  z.object({ waitsMs: z.array(z.number().nullable()) }),
  z.object({ pausedMs: z.number(), pausedBecause: z.enum(["asked_to_wait", "daily_budget", "shut_out"]) }),
]);
type Reserved = z.infer<typeof reservedSchema>;

/** Longer than this nobody waits for a place: the job makes room for others and comes back. */
const longestWaitMs = 20_000;
/** A pause as short as this is slept through, so often; after a longer one the job comes back. */
const shortPauseMs = 6_000;
const mostPauses = 3;

export interface SharedLimiterOptions {
  database: Database;
  clock: Pick<Clock, "sleep" | "random">;
  connectionId: string;
  /** The sealed token, which tells this token's pauses from a later one's. */
  sealedToken: string;
}

/**
 * One limiter for all workers that use a connection: the database grants the places (`reserve_calls`). Calls that are asked for
 * while a reservation is under way are reserved together by the next one, so a meeting's attendees cost one database call a
 * step. `acquire` and `pause` throw DatabaseError.
 */
export const createSharedLimiter = (options: SharedLimiterOptions): CallLimiter => {
  const { database, clock, connectionId, sealedToken } = options;
  let asking: boolean[] = [];
  let next: Promise<Reserved> | null = null;
  let underWay: Promise<unknown> = Promise.resolve();

  const reserve = async (): Promise<Reserved> => {
    await underWay.catch(() => undefined);
    const searches = asking;
    asking = [];
    next = null;
    const call = settleOrThrow(
      database.rpc("reserve_calls", {
        connection: connectionId,
        kinds: searches.map((isSearch) => (isSearch ? "search" : "other")),
        ...burstLimits,
        longest_wait_ms: longestWaitMs,
      }),
    );
    underWay = call;
    return reservedSchema.parse(await call);
  };

  const ask = async (isSearch: boolean): Promise<Leave & { inMs?: number }> => {
    const place = asking.push(isSearch) - 1;
    next ??= reserve();
    const reserved = await next;
    if ("pausedMs" in reserved) {
      return { granted: false, retryAfterMs: reserved.pausedMs, because: reserved.pausedBecause };
    }
    const waitMs = reserved.waitsMs[place];
    if (typeof waitMs === "number") return { granted: true, inMs: waitMs };
    return { granted: false, retryAfterMs: longestWaitMs, because: "busy" };
  };

  /** Not all at the same moment when it is over. */
  const spread = (ms: number): number => ms * (1 + 0.2 * clock.random());

  return {
    async acquire(isSearch, signal) {
      const gaveUp: Leave = { granted: false, retryAfterMs: 0, because: "gave_up_waiting" };
      for (let pauses = 0; ; pauses += 1) {
        if (signal.aborted) return gaveUp;
        const leave = await ask(isSearch);
        const waitMs = leave.granted ? (leave.inMs ?? 0) : spread(leave.retryAfterMs);
        const isShort = leave.granted || (leave.because !== "busy" && waitMs <= shortPauseMs && pauses < mostPauses);
        if (!isShort) return leave;
        if (waitMs > 0 && !(await pause(clock, waitMs, signal))) return gaveUp;
        if (leave.granted) return { granted: true };
      }
    },
    async pause(ms, because) {
      await settleOrThrow(
        database.rpc("pause_connection", {
          connection: connectionId,
          used_token: sealedToken,
          pause_ms: Math.ceil(ms),
          because,
        }),
      );
    },
  };
};
