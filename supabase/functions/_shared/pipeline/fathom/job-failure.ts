import { type Database, settleOrThrow } from "../../platform/database.ts";
import type { FathomFailure } from "../../sources/fathom/api/failure.ts";
import type { Backoff } from "../queue/backoff.ts";
import type { JobEnd } from "../queue/jobs.ts";
import type { FathomAccess } from "./open-fathom.ts";

/** How soon a job looks again whose key has just been replaced. */
const afterNewKeyMs = 1000;

/**
 * What a failed call means for a job that uses an integration. A refused key ends the job together with all else that the
 * integration does; being over the limit parks it; `null` when no repetition helps, which the job has to deal with itself.
 * @throws DatabaseError
 */
export const endAfterFailure = async (
  { kind, message, retryAfterMs }: Pick<FathomFailure, "message" | "retryAfterMs"> & { kind: string },
  access: FathomAccess,
  { database, backoff, attempt }: { database: Database; backoff: Backoff; attempt: number },
): Promise<JobEnd | null> => {
  switch (kind) {
    case "unauthorized": {
      const isCurrent = await settleOrThrow(
        database.rpc("report_fathom_refusal", {
          integration: access.integrationId,
          used_key: access.sealedKey,
          failure: `${message}. Connect the account again with a valid key.`,
        }),
      );
      return isCurrent ? { end: "ended" } : { end: "parked", delayMs: afterNewKeyMs, failure: message };
    }
    case "rate_limited":
      return { end: "parked", delayMs: Math.max(retryAfterMs ?? 0, 1000), failure: message };
    case "unavailable":
    case "uncertain":
    case "garbage": {
      const delayMs = backoff(attempt, null);
      return delayMs === null ? { end: "dead", failure: message } : { end: "retry", delayMs, failure: message };
    }
    default:
      return null;
  }
};
