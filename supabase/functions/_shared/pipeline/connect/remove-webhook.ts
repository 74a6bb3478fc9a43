import * as z from "zod";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { SealError } from "../../platform/seal.ts";
import type { OpenFathom } from "../fathom/open-fathom.ts";
import type { Backoff } from "../queue/backoff.ts";
import type { Job, JobEnd } from "../queue/jobs.ts";

export interface RemoveWebhookContext {
  database: Database;
  openFathom: OpenFathom;
  backoff: Backoff;
}

const workSchema = z.object({
  integrationId: z.uuid(),
  webhookId: z.string(),
  /** The key that the webhook was made with. */
  sealedKey: z.string(),
  /** The integration's present one, if it is another. */
  presentKey: z.string().nullable(),
});

const byHand =
  "A former webhook is still there in Fathom, and Debrief cannot remove it: the API key that made it does not work any more. Remove it in Fathom: Settings, API Access.";

/**
 * Removes a webhook that has been replaced or disconnected. One that is gone already is removed; one that cannot be is shown to a
 * person. @throws DatabaseError
 */
export const removeWebhook = async (context: RemoveWebhookContext, job: Job, signal: AbortSignal): Promise<JobEnd> => {
  const { database, openFathom, backoff } = context;
  const mine = { job: job.id, lease: job.leaseToken };
  const loaded = await settleOrThrow(database.rpc("load_webhook_removal", mine));
  if (!loaded) return { end: "lost" };
  const { integrationId, webhookId, sealedKey, presentKey } = workSchema.parse(loaded);

  const finish = async (failure: string | null): Promise<JobEnd> => {
    // The generated types do not say that it may be null.
    const kept = await settleOrThrow(database.rpc("finish_webhook_removal", { ...mine, failure: failure as string }));
    return { end: kept === true ? "ended" : "lost" };
  };
  const removeWith = async (key: string) => {
    try {
      return await (await openFathom({ integrationId, sealedKey: key })).deleteWebhook(webhookId, signal);
    } catch (error) {
      if (error instanceof SealError) return "no_key" as const;
      throw error;
    }
  };

  for (const key of presentKey === null ? [sealedKey] : [sealedKey, presentKey]) {
    const result = await removeWith(key);
    if (result === "no_key") continue;
    const { error } = result;
    if (!error) return finish(null);
    switch (error.kind) {
      case "unauthorized":
      case "forbidden":
        continue;
      case "rate_limited":
        return { end: "parked", delayMs: Math.max(error.retryAfterMs ?? 0, 1000), failure: error.message };
      case "rejected":
        return finish(byHand);
      default: {
        const delayMs = backoff(job.attempt, null);
        return delayMs === null ? finish(byHand) : { end: "retry", delayMs, failure: error.message };
      }
    }
  }
  return finish(byHand);
};
