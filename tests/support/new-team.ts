import { randomBytes, randomUUID } from "node:crypto";
import { type SupabaseClient, createClient } from "@supabase/supabase-js";
import { signedHeaders } from "../../local/demo/signed-headers.ts";
import type { StackFile } from "../../local/stack/stack-file.ts";
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
  /** Of the webhook, if it is not the usual one. */
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

export const post = async (url: string, body: string, headers: Record<string, string>): Promise<Answer> => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
};

/** Posts to a webhook, signed as Fathom does. */
export const postSigned = (
  url: string,
  payload: unknown,
  secret: string,
  { id = `msg_${randomUUID()}`, sentAt, headers }: DeliveryOptions = {},
): Promise<Answer> => {
  const body = typeof payload === "string" ? payload : JSON.stringify(payload);
  return post(url, body, { ...signedHeaders(secret, id, body, sentAt), ...headers });
};

const apiCaller = (apiUrl: string, client: SupabaseClient<Database>) => async (path: string, body: unknown) => {
  const { data } = await client.auth.getSession();
  const response = await fetch(`${apiUrl}/functions/v1/api${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${data.session?.access_token}`, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
};

const connectPipedrive = async (api: Team["api"], account: string, apiToken: string): Promise<void> => {
  // Many teams are made with one token: they have to wait for each other, as Pipedrive says.
  for (let tries = 0; tries < 10; tries += 1) {
    const { status } = await api("/crm-connections/pipedrive", { companyDomain: account, apiToken });
    if (status === 200) return;
    if (status !== 429) throw new Error(`connecting the simulated Pipedrive failed with ${status}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("the simulated Pipedrive took no call for too long");
};

export interface NewTeamOptions {
  /** Connected to the simulated Pipedrive unless this is false. */
  crm?: boolean;
  /** The Pipedrive token, if it is not the stack's own. */
  pipedriveToken?: string;
}

/** What of a stack a team needs. */
type Place = Pick<StackFile, "apiUrl" | "publishableKey" | "webhookUrl"> & {
  demo: Pick<StackFile["demo"], "pipedriveAccount" | "pipedriveToken">;
};

/** Signs a new user up and connects them: Fathom by hand, Pipedrive to the simulator. */
export const newTeam = async (stack: Place, options: NewTeamOptions = {}): Promise<Team> => {
  const { apiUrl, publishableKey, webhookUrl, demo } = stack;
  const email = `rep-${randomUUID().slice(0, 8)}@example.com`;
  const password = "correct horse battery";
  const client = createClient<Database>(apiUrl, publishableKey, { auth: { persistSession: false } });
  const { data, error } = await client.auth.signUp({ email, password });
  if (error || !data.user) throw new Error(`sign-up failed: ${error?.message}`);
  const api = apiCaller(apiUrl, client);
  const secret = `whsec_${randomBytes(24).toString("base64")}`;
  const { data: workspaces } = await client.from("workspaces").select("id");
  const fathom = await api("/fathom-integrations", { fathomUserEmail: email, signingSecret: secret });
  const { crm = true, pipedriveToken = demo.pipedriveToken } = options;
  if (crm) await connectPipedrive(api, demo.pipedriveAccount, pipedriveToken);
  return {
    email,
    password,
    userId: data.user.id,
    workspaceId: workspaces?.[0]?.id ?? "",
    integrationId: String(fathom.body["id"]),
    secret,
    client,
    api,
    deliver: (payload, more = {}) => postSigned(more.url ?? webhookUrl, payload, more.secret ?? secret, more),
  };
};
