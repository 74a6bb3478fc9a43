import type { Clock } from "../../platform/clock.ts";
import type { Database } from "../../platform/database.ts";
import type { Sealer } from "../../platform/seal.ts";
import type { Settings } from "../../platform/settings.ts";
import { type FathomApi, createFathomApi, fathomApiUrl } from "../../sources/fathom/api/client.ts";
import { type FathomLimiter, createLocalLimiter } from "../../sources/fathom/api/limiter.ts";
import { createSharedLimiter } from "./shared-limiter.ts";

export interface FathomContext {
  settings: Pick<Settings, "fathomUrl" | "simulatedFathom">;
  sealer: Sealer;
  clock: Clock;
  fetch: typeof globalThis.fetch;
}

/** An integration's API key as it is stored. */
export interface FathomAccess {
  integrationId: string;
  sealedKey: string;
}

export const fathomKeyContext = (integrationId: string): string => `fathom_integrations:${integrationId}:api_key`;

/** Where a key's API is. What a person types decides only between the hosts that the operator has set. */
export const fathomBaseUrl = (apiKey: string, { fathomUrl, simulatedFathom }: FathomContext["settings"]): string => {
  if (fathomUrl) return fathomUrl;
  return simulatedFathom && apiKey.startsWith(simulatedFathom.keyPrefix) ? simulatedFathom.url : fathomApiUrl;
};

/** A client for a key that is in hand. Without a limiter it is for the few calls that somebody waits for. */
export const connectFathomApi = (
  apiKey: string,
  { settings, clock, fetch }: FathomContext,
  limiter: FathomLimiter = createLocalLimiter(clock, { longestWaitMs: 0 }),
): FathomApi => createFathomApi({ baseUrl: fathomBaseUrl(apiKey, settings), apiKey, fetch, now: clock.now, limiter });

export type OpenFathom = (access: FathomAccess) => Promise<FathomApi>;

/** Opens integrations for jobs: their limits are shared with all other workers. Rejects with SealError. */
export const createOpenFathom =
  (database: Database, context: FathomContext): OpenFathom =>
  async ({ integrationId, sealedKey }) => {
    const apiKey = await context.sealer.open(sealedKey, fathomKeyContext(integrationId));
    return connectFathomApi(apiKey, context, createSharedLimiter(database, context.clock, integrationId));
  };
