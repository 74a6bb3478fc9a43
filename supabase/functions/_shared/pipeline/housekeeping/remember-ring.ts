import * as z from "zod";
import type { Clock } from "../../platform/clock.ts";
import { type Database, settle } from "../../platform/database.ts";

/** What the clock says of itself in the body of its ring; the webhook's ring does not. */
const ringSchema = z.object({ rungBy: z.literal("clock") });

/** Often enough for a clock that counts as late after ten minutes. */
const everyMs = 30_000;

/**
 * Remembers that the clock rang (`remember_ring`), for whoever looks whether it still does: twice a minute however often it
 * rings. A failure harms nothing, the next ring is remembered.
 */
export const createRememberRing = (database: Database, clock: Pick<Clock, "now">) => {
  let rememberedAt = Number.NEGATIVE_INFINITY;
  return async (body: unknown): Promise<void> => {
    const now = clock.now().getTime();
    if (now - rememberedAt < everyMs || !ringSchema.safeParse(body).success) return;
    rememberedAt = now;
    const { error } = await settle(database.rpc("remember_ring"));
    if (error) rememberedAt = Number.NEGATIVE_INFINITY;
  };
};
