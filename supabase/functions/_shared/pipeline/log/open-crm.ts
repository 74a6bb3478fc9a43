import { baseUrlOf } from "../../crm/pipedrive/account.ts";
import { createPipedrive } from "../../crm/pipedrive/provider.ts";
import { type CallLimiter, createUnsharedLimiter } from "../../crm/call-limiter.ts";
import type { CrmProvider } from "../../crm/provider.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Sealer } from "../../platform/seal.ts";
import type { Database } from "../../platform/database.ts";
import type { Settings } from "../../platform/settings.ts";
import { createSharedLimiter } from "./shared-limiter.ts";
import type { CrmConnection } from "./work.ts";

export interface CrmContext {
  settings: Pick<Settings, "pipedriveUrl" | "simulatedPipedrive">;
  sealer: Sealer;
  clock: Clock;
  fetch: typeof globalThis.fetch;
}

export const crmTokenContext = (connectionId: string): string => `crm_connections:${connectionId}:token`;

/** Where an account's API is. The account matches a strict pattern; nothing else about the host comes from a user. */
const pipedriveUrl = (account: string, settings: CrmContext["settings"]): string => {
  if (settings.pipedriveUrl) return settings.pipedriveUrl;
  if (settings.simulatedPipedrive?.account === account) return settings.simulatedPipedrive.url;
  return baseUrlOf(account);
};

/** A Pipedrive client for an account and a token that is in hand. Without a limiter it is for a call or two. */
export const connectPipedrive = (
  account: string,
  apiToken: string,
  context: CrmContext,
  limiter: CallLimiter = createUnsharedLimiter(),
): CrmProvider =>
  createPipedrive({
    baseUrl: pipedriveUrl(account, context.settings),
    apiToken,
    fetch: context.fetch,
    now: context.clock.now,
    random: context.clock.random,
    sleep: context.clock.sleep,
    limiter,
  });

const mostOpen = 500;

/** Opens connections, each once as long as its token stays the same. Their limiters are shared with all other workers. */
export const createOpenCrm = (database: Database, context: CrmContext) => {
  const open = new Map<string, CrmProvider>();
  return async (connection: CrmConnection): Promise<CrmProvider> => {
    const key = `${connection.id}:${connection.account}:${connection.sealedToken}`;
    const known = open.get(key);
    if (known) return known;
    const token = await context.sealer.open(connection.sealedToken, crmTokenContext(connection.id));
    const { id: connectionId, sealedToken } = connection;
    const limiter = createSharedLimiter({ database, clock: context.clock, connectionId, sealedToken });
    const crm = connectPipedrive(connection.account, token, context, limiter);
    if (open.size >= mostOpen) open.clear();
    open.set(key, crm);
    return crm;
  };
};
