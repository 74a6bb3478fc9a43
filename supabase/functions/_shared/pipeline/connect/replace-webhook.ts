import { type Database, settle, settleOrThrow } from "../../platform/database.ts";
import { type Result, fail, ok } from "../../platform/result.ts";
import { type FathomApi, type Trigger, fathomApiUrl } from "../../sources/fathom/api/client.ts";
import { type FathomContext, connectFathomApi, fathomBaseUrl, fathomKeyContext } from "../fathom/open-fathom.ts";
import { signingSecretContext } from "../receive/candidates.ts";
import { type FathomProblem, problemOf } from "./fathom-account.ts";
import { isPublic, webhookUrl } from "./webhook-url.ts";

export interface ConnectContext extends FathomContext {
  database: Database;
  /** Where the functions of this environment are called, without a trailing slash. */
  functionsUrl: string;
  /** Tells a worker that there is something to do: a former webhook to remove. */
  ringWorker: () => void;
}

/** An integration that is to have a webhook made with its API key, in place of the one it has. */
export interface Integration {
  id: string;
  workspaceId: string;
  userId: string;
  fathomUserEmail: string;
  apiKey: string;
  triggeredFor: Trigger[];
  /** The webhook there is, as far as we know: if it is another one by the time ours is stored, somebody else was faster. */
  formerWebhookId: string | null;
}

const callTimeoutMs = 25_000;
const undoTries = 3;

const notReachable =
  "Fathom cannot reach this machine, so no webhook was made. Debrief asks Fathom for new meetings every hour instead.";

const refusedDestination = (triggeredFor: Trigger[]): FathomProblem => ({
  code: "destination_refused",
  message: triggeredFor.some((trigger) => trigger.includes("team"))
    ? "Fathom refused to make the webhook. Recordings of the team need a Team plan there: choose your own and those shared from outside only, and try again. Nothing was changed here."
    : "Fathom refused to make the webhook: it does not take this address. Nothing was changed here. Check the address of this Debrief (docs: connect Fathom by hand), then try again.",
});

const unknownEnd: FathomProblem = {
  code: "unavailable",
  message:
    "Fathom did not say whether it made the webhook; nothing was changed here. Try again. If Fathom lists two webhooks afterwards (Settings, API Access), remove the older one there.",
};

/**
 * Makes a webhook in Fathom and stores it together with the API key, in place of the former one, which is then removed; both
 * secrets are valid for a day. If it cannot be stored, it is deleted again. @throws DatabaseError, also for a conflict (PT409)
 */
export const replaceWebhook = async (
  integration: Integration,
  context: ConnectContext,
): Promise<Result<{ webhookId: string | null; webhookError: string | null }, FathomProblem>> => {
  const { id, apiKey, triggeredFor } = integration;
  const api = connectFathomApi(apiKey, context);
  const destinationUrl = webhookUrl(context.functionsUrl, { integration: id });
  if (fathomBaseUrl(apiKey, context.settings) === fathomApiUrl && !isPublic(destinationUrl)) {
    await store(integration, null, notReachable, context);
    return ok({ webhookId: null, webhookError: notReachable });
  }
  const { data: webhook, error } = await api.createWebhook(
    { destinationUrl, triggeredFor },
    AbortSignal.timeout(callTimeoutMs),
  );
  if (error?.kind === "rejected") return fail(refusedDestination(triggeredFor));
  if (error?.kind === "uncertain" || error?.kind === "garbage") return fail(unknownEnd);
  if (error) return fail(problemOf(error));
  try {
    await store(integration, webhook, null, context);
  } catch (failure) {
    if (await isStored(id, webhook.id, context)) return ok({ webhookId: webhook.id, webhookError: null });
    await undo(api, webhook.id, context);
    throw failure;
  }
  if (integration.formerWebhookId !== null) context.ringWorker();
  return ok({ webhookId: webhook.id, webhookError: null });
};

const store = async (
  { id, workspaceId, userId, fathomUserEmail, apiKey, triggeredFor, formerWebhookId }: Integration,
  webhook: { id: string; secret: string } | null,
  webhookError: string | null,
  { database, sealer }: ConnectContext,
): Promise<void> => {
  const key = await sealer.seal(apiKey, fathomKeyContext(id));
  const secret = webhook === null ? null : await sealer.seal(webhook.secret, signingSecretContext(id));
  await settleOrThrow(
    database.rpc("connect_fathom", {
      workspace: workspaceId,
      owner: userId,
      email: fathomUserEmail,
      integration: id,
      // The generated types do not say that these may be null.
      sealed_secret: (secret?.sealed ?? null) as string,
      secret_key_id: (secret?.keyId ?? null) as string,
      api: {
        sealedKey: key.sealed,
        keyId: key.keyId,
        webhookId: webhook?.id ?? null,
        webhookError,
        triggeredFor,
        former: formerWebhookId,
      },
    }),
  );
};

/** An answer of the database may get lost although it did what it was asked. */
const isStored = async (id: string, webhookId: string, { database }: ConnectContext): Promise<boolean> => {
  const { data } = await settle(database.from("fathom_integrations").select("webhook_id").eq("id", id).limit(1));
  return data?.[0]?.webhook_id === webhookId;
};

const undo = async (api: FathomApi, webhookId: string, { clock }: ConnectContext): Promise<void> => {
  for (let tries = 1; tries <= undoTries; tries += 1) {
    const { error } = await api.deleteWebhook(webhookId, AbortSignal.timeout(callTimeoutMs));
    if (!error) return;
    await clock.sleep(500 * tries);
  }
};
