import { randomBytes, randomUUID } from "node:crypto";
import { type SupabaseClient, createClient } from "@supabase/supabase-js";
import { Webhook } from "standardwebhooks";
import { inject } from "vitest";
import type { Database } from "../../supabase/functions/_shared/platform/database.types.ts";

export interface Answer {
  status: number;
  body: { status?: string; event_id?: string; error?: { code: string; message: string } };
  headers: Headers;
}

export interface DeliveryOptions {
  id?: string;
  secret?: string;
  sentAt?: Date;
  url?: string;
  headers?: Record<string, string>;
}

/** A user with a workspace of their own, so that tests do not see each other. */
export interface Team {
  email: string;
  password: string;
  userId: string;
  workspaceId: string;
  integrationId: string;
  secret: string;
  /** The data API as this user. */
  client: SupabaseClient<Database>;
  /** Calls the function `api` as this user. */
  api(path: string, body: unknown): Promise<{ status: number; body: Record<string, never> }>;
  /** Posts a body, signed as Fathom does. */
  deliver(payload: unknown, options?: DeliveryOptions): Promise<Answer>;
}

const post = async (url: string, body: string, headers: Record<string, string>): Promise<Answer> => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
};

/** Posts to the webhook without any proof. */
export const postUnsigned = (payload: unknown, query = "", headers: Record<string, string> = {}): Promise<Answer> =>
  post(
    `${inject("stack").webhookUrl}${query}`,
    typeof payload === "string" ? payload : JSON.stringify(payload),
    headers,
  );

export const deliverSigned = (payload: unknown, secret: string, options: DeliveryOptions = {}): Promise<Answer> => {
  const body = typeof payload === "string" ? payload : JSON.stringify(payload);
  const id = options.id ?? `msg_${randomUUID()}`;
  const at = options.sentAt ?? new Date();
  return post(options.url ?? inject("stack").webhookUrl, body, {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, at, body),
    ...options.headers,
  });
};

const apiCaller = (client: SupabaseClient<Database>) => async (path: string, body: unknown) => {
  const { apiUrl } = inject("stack");
  const { data } = await client.auth.getSession();
  const response = await fetch(`${apiUrl}/functions/v1/api${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${data.session?.access_token}`, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
};

/** Signs a new user up and connects them: Fathom by hand, Pipedrive to the simulator unless `crm` is false. */
export const createTeam = async ({ crm = true } = {}): Promise<Team> => {
  const { apiUrl, publishableKey } = inject("stack");
  const email = `rep-${randomUUID().slice(0, 8)}@example.com`;
  const password = "correct horse battery";
  const client = createClient<Database>(apiUrl, publishableKey, { auth: { persistSession: false } });
  const { data, error } = await client.auth.signUp({ email, password });
  if (error || !data.user) throw new Error(`sign-up failed: ${error?.message}`);
  const api = apiCaller(client);
  const secret = `whsec_${randomBytes(24).toString("base64")}`;
  const { data: workspaces } = await client.from("workspaces").select("id");
  const fathom = await api("/fathom-integrations", { fathomUserEmail: email, signingSecret: secret });
  if (crm) await connectSimulatedPipedrive(api);
  return {
    email,
    password,
    userId: data.user.id,
    workspaceId: workspaces?.[0]?.id ?? "",
    integrationId: String(fathom.body["id"]),
    secret,
    client,
    api,
    deliver: (payload, options = {}) => deliverSigned(payload, options.secret ?? secret, options),
  };
};

/** A token for the team's integration, in place of the former one. */
export const makeToken = async (team: Team): Promise<string> => {
  const { body } = await team.api(`/fathom-integrations/${team.integrationId}/token`, {});
  return new URL(String(body["webhookUrl"])).searchParams.get("token") ?? "";
};

const connectSimulatedPipedrive = async (api: Team["api"]): Promise<void> => {
  const { pipedriveAccount, pipedriveToken } = inject("stack").demo;
  const { status } = await api("/crm-connections/pipedrive", {
    companyDomain: pipedriveAccount,
    apiToken: pipedriveToken,
  });
  if (status !== 200) throw new Error(`connecting the simulated Pipedrive failed with ${status}`);
};

/** Rings the worker as the clock does, and waits until it has nothing more to do. */
export const ringWorker = async (): Promise<{ claimed: number; done: number; failed: number }> => {
  const { apiUrl, secretKey } = inject("stack");
  const response = await fetch(`${apiUrl}/functions/v1/worker`, { method: "POST", headers: { apikey: secretKey } });
  if (response.status !== 200) throw new Error(`the worker answered ${response.status}`);
  return response.json();
};
