import { type Database, settleOrThrow } from "../../platform/database.ts";
import { randomToken, sha256 } from "../../platform/hash.ts";
import { type Result, fail, ok } from "../../platform/result.ts";
import type { Sealer } from "../../platform/seal.ts";
import { importSecret } from "../../sources/fathom/verify-signature.ts";
import { signingSecretContext } from "../receive/candidates.ts";

export interface FathomContext {
  database: Database;
  sealer: Sealer;
  /** Where the functions of this environment are called, without a trailing slash. */
  functionsUrl: string;
}

export interface FathomCredentials {
  fathomUserEmail: string;
  signingSecret?: string | undefined;
}

export interface FathomFailure {
  code: "invalid_signing_secret";
  message: string;
}

/** Fathom's shortest known secret holds 18 bytes; a word that happens to be base64 is none. */
const isLongEnough = (secret: string): boolean => secret.trim().replace(/^whsec_/, "").length >= 22;

const webhookUrl = (functionsUrl: string, query: Record<string, string>): string =>
  `${functionsUrl}/fathom-webhook?${new URLSearchParams(query).toString()}`;

/**
 * Connects a Fathom user by hand: the address to enter in Fathom's own webhook settings, and the signing secret that Fathom
 * shows there (it may follow later). Connecting the same user again keeps the integration. @throws DatabaseError
 */
export const connectFathom = async (
  { database, sealer, functionsUrl }: FathomContext,
  workspaceId: string,
  userId: string,
  { fathomUserEmail, signingSecret }: FathomCredentials,
): Promise<Result<{ id: string; webhookUrl: string }, FathomFailure>> => {
  if (signingSecret !== undefined && (!isLongEnough(signingSecret) || !(await importSecret(signingSecret)))) {
    return fail({
      code: "invalid_signing_secret",
      message:
        "This is not a signing secret of Fathom: it begins with whsec_ and is shown next to the webhook in Fathom.",
    });
  }
  const email = fathomUserEmail.toLowerCase();
  const existing = await settleOrThrow(
    database
      .from("fathom_integrations")
      .select("id")
      .eq("workspace_id", workspaceId)
      .eq("fathom_user_email", email)
      .limit(1),
  );
  const id = existing?.[0]?.id ?? crypto.randomUUID();
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
  { database, functionsUrl }: FathomContext,
  workspaceId: string,
  integrationId: string,
): Promise<{ webhookUrl: string } | null> => {
  const rows = await settleOrThrow(
    database.from("fathom_integrations").select("id").eq("workspace_id", workspaceId).eq("id", integrationId).limit(1),
  );
  if (!rows?.[0]) return null;
  const token = randomToken();
  await settleOrThrow(
    database.rpc("set_fathom_token", { integration: integrationId, token_sha256: await sha256(token) }),
  );
  return { webhookUrl: webhookUrl(functionsUrl, { token }) };
};
