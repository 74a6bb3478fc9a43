import * as z from "zod";
import { settleOrThrow } from "../../platform/database.ts";
import { type Result, fail, ok } from "../../platform/result.ts";
import type { Trigger } from "../../sources/fathom/api/client.ts";
import { fathomKeyContext } from "../fathom/open-fathom.ts";
import { type FathomAccount, type FathomProblem, testFathomKey } from "./fathom-account.ts";
import { type IntegrationRow, integrationByAddress, integrationById } from "./fathom-integration.ts";
import { type ConnectContext, replaceWebhook } from "./replace-webhook.ts";

export interface KeyCredentials {
  apiKey: string;
  fathomUserEmail: string;
  triggeredFor?: Trigger[] | undefined;
}

export interface Connected {
  id: string;
  webhook: "created" | "none";
  webhookError: string | null;
  meetings: number;
  more: boolean;
}

const usual: Trigger[] = ["my_recordings", "shared_external_recordings"];

/**
 * Tests an API key, makes the webhook in Fathom and saves both. The same account again keeps its integration and gets a new
 * webhook in place of the former one. @throws DatabaseError, also for a conflict (PT409)
 */
export const connectFathomKey = async (
  context: ConnectContext,
  workspaceId: string,
  userId: string,
  { apiKey, fathomUserEmail, triggeredFor }: KeyCredentials,
): Promise<Result<Connected, FathomProblem>> => {
  const { data: account, error } = await testFathomKey({ apiKey, fathomUserEmail }, context);
  if (error) return fail(error);
  const known = await integrationByAddress(context.database, workspaceId, fathomUserEmail);
  const id = known?.id ?? crypto.randomUUID();
  const replaced = await replaceWebhook(
    {
      id,
      workspaceId,
      userId,
      fathomUserEmail,
      apiKey,
      triggeredFor: triggeredFor ?? known?.triggered_for ?? usual,
      formerWebhookId: known?.webhook_id ?? null,
    },
    context,
  );
  if (replaced.error) return fail(replaced.error);
  await rememberPeople(context, workspaceId, account);
  const { webhookId, webhookError } = replaced.data;
  const { meetings, more } = account;
  return ok({ id, webhook: webhookId === null ? "none" : "created", webhookError, meetings, more });
};

const rememberPeople = async (
  { database }: ConnectContext,
  workspaceId: string,
  { people, fathomUserEmail }: FathomAccount,
): Promise<void> => {
  const domain = fathomUserEmail?.split("@").at(-1);
  const team = people.filter(({ email, isMember }) => isMember || email.split("@").at(-1) === domain);
  await settleOrThrow(
    database.rpc("remember_fathom_people", {
      workspace: workspaceId,
      people: team.map(({ email, name, isMember, lastRecordedAt }) => ({ email, name, isMember, lastRecordedAt })),
    }),
  );
};

const keySchema = z.object({ sealedKey: z.string() }).nullable();

/** What may be done to an integration that is there. */
type Rotated = Result<{ webhookError: string | null }, FathomProblem> | "not_found";

/**
 * A new webhook with a new secret, by the API key that is stored; what the former one signed is taken for another day.
 * @throws DatabaseError, SealError
 */
export const rotateWebhook = async (
  context: ConnectContext,
  workspaceId: string,
  userId: string,
  integrationId: string,
): Promise<Rotated> => {
  const integration = await integrationById(context.database, workspaceId, integrationId);
  if (!integration) return "not_found";
  const apiKey = await storedKey(context, integration);
  if (apiKey === null) {
    return fail({
      code: "not_connected",
      message:
        "This account is not connected with an API key. Connect it with one, or make a new webhook in Fathom by hand.",
    });
  }
  const { fathom_user_email: fathomUserEmail, triggered_for: triggeredFor, webhook_id: formerWebhookId } = integration;
  const replaced = await replaceWebhook(
    { id: integration.id, workspaceId, userId, fathomUserEmail, apiKey, triggeredFor, formerWebhookId },
    context,
  );
  return replaced.error ? fail(replaced.error) : ok({ webhookError: replaced.data.webhookError });
};

const storedKey = async ({ database, sealer }: ConnectContext, { id }: IntegrationRow): Promise<string | null> => {
  const access = keySchema.parse(await settleOrThrow(database.rpc("load_fathom_key", { integration: id })));
  return access === null ? null : sealer.open(access.sealedKey, fathomKeyContext(id));
};

/**
 * The end of an integration: its webhook is removed in Fathom, its secrets are forgotten; meetings stay. False when the workspace
 * has no such integration. @throws DatabaseError
 */
export const disconnectFathom = async (
  { database, ringWorker }: Pick<ConnectContext, "database" | "ringWorker">,
  workspaceId: string,
  integrationId: string,
): Promise<boolean> => {
  const integration = await integrationById(database, workspaceId, integrationId);
  if (!integration) return false;
  await settleOrThrow(database.rpc("disconnect_fathom", { integration: integrationId }));
  if (integration.webhook_id !== null) ringWorker();
  return true;
};
