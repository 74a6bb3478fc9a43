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
/** A place in line: when it is one's turn, or why there is none. */
type Place = { granted: true; inMs: number } | Exclude<Leave, { granted: true }>;

/** Longer than this nobody waits for a place: the job makes room for others and comes back, when the line has moved on. */
const longestWaitMs = 20_000;
const busyMs = 5_000;
/** So long before their turn whoever waits asks whether calls are still wanted. */
const lookAgainMs = 500;
/** A pause as short as this is slept through, so often; after a longer one the job comes back. */
const shortPauseMs = 6_000;
const mostPauses = 3;

export interface SharedLimiterOptions {
  database: Database;
  clock: Clock;
  connectionId: string;
  /** The sealed token, which tells this token's pauses from a later one's. */
  sealedToken: string;
}

/**
 * One limiter for all workers that use a connection: the database grants the places (`reserve_calls`). Calls that are asked for
 * while a reservation is under way are reserved together by the next one, so a meeting's attendees cost one database call a
 * step; whoever has to wait for their turn asks once more before it comes. `acquire` and `pause` throw DatabaseError.
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

  /** Asks for a place, or with `null` only whether calls are wanted: together with whoever asks at the same time. */
  const ask = async (isSearch: boolean | null): Promise<Place> => {
    const place = isSearch === null ? null : asking.push(isSearch) - 1;
    next ??= reserve();
    const reserved = await next;
    if ("pausedMs" in reserved) {
      return { granted: false, retryAfterMs: reserved.pausedMs, because: reserved.pausedBecause };
    }
    const waitMs = place === null ? 0 : reserved.waitsMs[place];
    if (typeof waitMs === "number") return { granted: true, inMs: waitMs };
    return { granted: false, retryAfterMs: busyMs, because: "busy" };
  };

  /** Resolves when it is one's turn, or when it is clear that there is none: places may be given out before a pause. */
  const waitInLine = async (isSearch: boolean, signal: AbortSignal): Promise<Place> => {
    const place = await ask(isSearch);
    if (!place.granted || place.inMs === 0) return place;
    const turn = clock.now().getTime() + place.inMs;
    if (place.inMs > lookAgainMs && (await pause(clock, place.inMs - lookAgainMs, signal))) {
      const again = await ask(null);
      if (!again.granted) return again;
    }
    await pause(clock, Math.max(0, turn - clock.now().getTime()), signal);
    return place;
  };

  /** Not all at the same moment when it is over. */
  const spread = (ms: number): number => ms * (1 + 0.2 * clock.random());

  return {
    async acquire(isSearch, signal) {
      const gaveUp: Leave = { granted: false, retryAfterMs: 0, because: "gave_up_waiting" };
      for (let pauses = 0; ; pauses += 1) {
        if (signal.aborted) return gaveUp;
        const place = await waitInLine(isSearch, signal);
        if (signal.aborted) return gaveUp;
        if (place.granted) return { granted: true };
        const waitMs = spread(place.retryAfterMs);
        if (place.because === "busy" || waitMs > shortPauseMs || pauses === mostPauses) return place;
        if (!(await pause(clock, waitMs, signal))) return gaveUp;
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
