import { randomUUID } from "node:crypto";
import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { theStack } from "../the-stack.ts";
import type { Someone } from "./fill-workspace.ts";
import { type Name, type TwoWorkspaces, makeTwoWorkspaces } from "./two-workspaces.ts";

/** Every kind of caller: signed-in people by name, and the two without a person. */
type Caller = Name | "anon" | "service_role";

interface Reply {
  status: number;
  /** What came as JSON; null for nothing. */
  body: unknown;
}

export interface ApiWorld extends TwoWorkspaces {
  people: Record<Name, Someone & { token: string }>;
  sql: postgres.Sql;
  /** One request to the stack, below its address, with the caller's session or key. */
  request(caller: Caller, method: string, path: string, body?: unknown, headers?: object): Promise<Reply>;
  close(): Promise<void>;
}

/** Signs a new user up; returns them with the token of their session. */
const signUp = async () => {
  const { apiUrl, publishableKey } = theStack();
  const email = `p-${randomUUID()}@example.com`;
  const client = createClient(apiUrl, publishableKey, { auth: { persistSession: false, autoRefreshToken: false } });
  const { data, error } = await client.auth.signUp({ email, password: "correct horse battery" });
  if (!data.user || !data.session) throw new Error(`sign-up failed: ${error?.message}`);
  return { userId: data.user.id, email, token: data.session.access_token };
};

/** Two filled workspaces on the stack of these tests, with sessions of everybody in them. */
export const createApiWorld = async (): Promise<ApiWorld> => {
  const { apiUrl, dbUrl, publishableKey, secretKey } = theStack();
  const sql = postgres(dbUrl, { max: 2, onnotice: () => undefined });
  const people = {
    owner: await signUp(),
    admin: await signUp(),
    manager: await signUp(),
    member: await signUp(),
    colleague: await signUp(),
    guest: await signUp(),
    outsider: await signUp(),
    otherMember: await signUp(),
  };
  const world = await makeTwoWorkspaces(sql, people);

  const keysOf = (caller: Caller): Record<string, string> => {
    if (caller === "anon") return { apikey: publishableKey };
    if (caller === "service_role") return { apikey: secretKey };
    return { apikey: publishableKey, authorization: `Bearer ${people[caller].token}` };
  };
  return {
    ...world,
    people,
    sql,
    request: async (caller, method, path, body, headers = {}) => {
      const response = await fetch(`${apiUrl}${path}`, {
        method,
        headers: { ...keysOf(caller), "content-type": "application/json", ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json") ?? false;
      return { status: response.status, body: isJson && text !== "" ? JSON.parse(text) : null };
    },
    close: () => sql.end(),
  };
};
