import { createDatabase, settleOrThrow } from "../../supabase/functions/_shared/platform/database.ts";
import { sha256 } from "../../supabase/functions/_shared/platform/hash.ts";
import { createSealer } from "../../supabase/functions/_shared/platform/seal.ts";
import type { Settings } from "../../supabase/functions/_shared/platform/settings.ts";
import { fathomKeyContext } from "../../supabase/functions/_shared/pipeline/fathom/open-fathom.ts";
import { crmTokenContext } from "../../supabase/functions/_shared/pipeline/log/open-crm.ts";
import { signingSecretContext } from "../../supabase/functions/_shared/pipeline/receive/candidates.ts";
import { createClient } from "@supabase/supabase-js";
import { StartError } from "../stack/start-error.ts";

export const demoEmail = "ana.host@example.com";
/** The company domain of the simulated Pipedrive account. */
export const demoAccount = "debrief-demo";

/** The webhook of the demo user in the simulated Fathom. */
export const demoWebhookId = "SimulatedWebhook";

/** Of a team in which much is shared. */
const demoTriggers = ["my_recordings", "shared_external_recordings", "my_shared_with_team_recordings"];

export interface DemoOptions {
  settings: Settings;
  publishableKey: string;
  password: string;
  webhookSecret: string;
  webhookToken: string;
  pipedriveToken: string;
  /** The demo user's key of the simulated Fathom; null when another place takes the simulator's part. */
  fathomApiKey: string | null;
}

const signUpOrIn = async ({ settings, publishableKey, password }: DemoOptions): Promise<string> => {
  const client = createClient(settings.supabaseUrl, publishableKey, { auth: { persistSession: false } });
  const credentials = { email: demoEmail, password };
  const signedIn = await client.auth.signInWithPassword(credentials);
  const user = signedIn.data.user ?? (await client.auth.signUp(credentials)).data.user;
  if (!user) throw new StartError(`The demo user ${demoEmail} could not be made or has another password now.`);
  return user.id;
};

/**
 * The demo workspace: one user who is connected to the simulated Fathom and Pipedrive. Safe to run at every start: what is
 * there stays, and a real Pipedrive account that was connected in its place is left alone. Returns the integration's id, and whether it is
 * still connected.
 */
export const seedDemo = async (options: DemoOptions): Promise<{ integrationId: string; fathomConnected: boolean }> => {
  const { settings } = options;
  const database = createDatabase(settings);
  const sealer = createSealer(settings.encryptionKey);
  const userId = await signUpOrIn(options);
  const memberships = await settleOrThrow(
    database.from("workspace_members").select("workspace_id").eq("user_id", userId).order("created_at").limit(1),
  );
  const workspace = memberships?.[0]?.workspace_id;
  if (!workspace) throw new StartError("The demo user has no workspace. Remove the data folder to start anew.");

  const integrations = await settleOrThrow(
    database
      .from("fathom_integrations")
      .select("id, status")
      .eq("workspace_id", workspace)
      .eq("fathom_user_email", demoEmail),
  );
  const integrationId = integrations?.[0]?.id ?? crypto.randomUUID();
  if (!integrations?.[0]) {
    const demo = { workspace, owner: userId, email: demoEmail, integration: integrationId };
    const secret = await sealer.seal(options.webhookSecret, signingSecretContext(integrationId));
    await settleOrThrow(
      database.rpc("connect_fathom", { ...demo, sealed_secret: secret.sealed, secret_key_id: secret.keyId }),
    );
    if (options.fathomApiKey !== null) {
      const key = await sealer.seal(options.fathomApiKey, fathomKeyContext(integrationId));
      // The secret is the one above: like one that a person entered it stays valid, whatever becomes of the webhook.
      const noSecret = { sealed_secret: null as unknown as string, secret_key_id: null as unknown as string };
      const webhook = { webhookId: demoWebhookId, webhookError: null, triggeredFor: demoTriggers, former: null };
      await settleOrThrow(
        database.rpc("connect_fathom", {
          ...demo,
          ...noSecret,
          api: { sealedKey: key.sealed, keyId: key.keyId, ...webhook },
        }),
      );
    }
    const hash = await sha256(options.webhookToken);
    await settleOrThrow(database.rpc("set_fathom_token", { integration: integrationId, token_sha256: hash }));
  }

  const connections = await settleOrThrow(database.from("crm_connections").select("id").eq("workspace_id", workspace));
  if (connections?.length === 0) {
    const connectionId = crypto.randomUUID();
    const token = await sealer.seal(options.pipedriveToken, crmTokenContext(connectionId));
    await settleOrThrow(
      database.rpc("connect_crm", {
        workspace,
        crm: "pipedrive",
        new_account: demoAccount,
        connection: connectionId,
        sealed_token: token.sealed,
        token_key_id: token.keyId,
      }),
    );
  }
  return { integrationId, fathomConnected: integrations?.[0]?.status !== "disconnected" };
};
