import { type Database, settleOrThrow } from "../../platform/database.ts";
import { randomToken, sha256 } from "../../platform/hash.ts";
import { type Result, fail, ok } from "../../platform/result.ts";
import type { Sealer } from "../../platform/seal.ts";
import { importSecret } from "../../sources/fathom/verify-signature.ts";
import { signingSecretContext } from "../receive/candidates.ts";
import type { FathomProblem } from "./fathom-account.ts";
import { integrationByAddress, isOfWorkspace } from "./fathom-integration.ts";
import { webhookUrl } from "./webhook-url.ts";

export interface ByHandContext {
  database: Database;
  sealer: Sealer;
  /** Where the functions of this environment are called, without a trailing slash. */
  functionsUrl: string;
}

export interface FathomCredentials {
  fathomUserEmail: string;
  signingSecret?: string | undefined;
}

/** Fathom's shortest known secret holds 18 bytes; a word that happens to be base64 is none. */
const isLongEnough = (secret: string): boolean => secret.trim().replace(/^whsec_/, "").length >= 22;

/**
 * Connects a Fathom user by hand: the address to enter in Fathom's own webhook settings, and the signing secret that Fathom
 * shows there (it may follow later). Connecting the same user again keeps the integration. @throws DatabaseError
 */
export const connectFathom = async (
  { database, sealer, functionsUrl }: ByHandContext,
  workspaceId: string,
  userId: string,
  { fathomUserEmail, signingSecret }: FathomCredentials,
): Promise<Result<{ id: string; webhookUrl: string }, FathomProblem>> => {
  if (signingSecret !== undefined && (!isLongEnough(signingSecret) || !(await importSecret(signingSecret)))) {
    return fail({
      code: "invalid_signing_secret",
      message:
        "This is not a signing secret of Fathom: it begins with whsec_ and is shown next to the webhook in Fathom.",
    });
  }
  const email = fathomUserEmail.toLowerCase();
  const existing = await integrationByAddress(database, workspaceId, email);
  const id = existing?.id ?? crypto.randomUUID();
  const sealed = signingSecret === undefined ? null : await sealer.seal(signingSecret, signingSecretContext(id));
  await settleOrThrow(
    database.rpc("connect_fathom", {
      workspace: workspaceId,
      owner: userId,
      email,
      integration: id,
      // The generated types do not say that these may be null.
      sealed_secret: (sealed?.sealed ?? null) as string,
      secret_key_id: (sealed?.keyId ?? null) as string,
    }),
  );
  return ok({ id, webhookUrl: webhookUrl(functionsUrl, { integration: id }) });
};

/**
 * A new token URL for Zapier and the like, in place of the former one. It is shown once: only its hash is stored.
 * null when the workspace has no such integration. @throws DatabaseError
 */
export const makeFathomToken = async (
  { database, functionsUrl }: ByHandContext,
  workspaceId: string,
  integrationId: string,
): Promise<{ webhookUrl: string } | null> => {
  if (!(await isOfWorkspace(database, workspaceId, integrationId))) return null;
  const token = randomToken();
  await settleOrThrow(
    database.rpc("set_fathom_token", { integration: integrationId, token_sha256: await sha256(token) }),
  );
  return { webhookUrl: webhookUrl(functionsUrl, { token }) };
};

/** The URL with a token is good for nothing any more. False when the workspace has no such integration. @throws DatabaseError */
export const revokeFathomToken = async (
  { database }: Pick<ByHandContext, "database">,
  workspaceId: string,
  integrationId: string,
): Promise<boolean> => {
  if (!(await isOfWorkspace(database, workspaceId, integrationId))) return false;
  // The generated types do not say that it may be null.
  const noToken = null as unknown as string;
  await settleOrThrow(database.rpc("set_fathom_token", { integration: integrationId, token_sha256: noToken }));
  return true;
};
