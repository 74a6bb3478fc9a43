import { PostgrestClient } from "@supabase/postgrest-js";
import type { Database as Schema } from "./database.types.ts";
import { type Result, fail, ok } from "./result.ts";
import type { Settings } from "./settings.ts";

/** The data API. Of a whole Supabase client the functions use only this, and the rest of it is half of what they would load. */
export interface Database {
  rpc: PostgrestClient<Schema>["rpc"];
  from: PostgrestClient<Schema>["from"];
}

/**
 * Why the database did not do it: `unavailable` is nobody's fault and worth another try; `refused` will be refused again.
 * `code` is Postgres' or PostgREST's.
 */
export interface DatabaseFailure {
  kind: "unavailable" | "refused";
  code: string;
  message: string;
}

/** A database that does not answer counts as away: nobody hangs on it. */
const callTimeoutMs = 30_000;

/** The functions' own connection: the secret key, past row-level security. Scope every query by workspace. */
export const createDatabase = (
  settings: Pick<Settings, "supabaseUrl" | "secretKey">,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Database =>
  new PostgrestClient<Schema>(`${settings.supabaseUrl}/rest/v1`, {
    // Both, as supabase-js sends them.
    headers: { apikey: settings.secretKey, authorization: `Bearer ${settings.secretKey}` },
    schema: "public",
    fetch: (input, init) =>
      fetch(input, {
        ...init,
        // Never followed: the secret key would go along to wherever it points.
        redirect: "manual",
        signal: init?.signal ?? AbortSignal.timeout(callTimeoutMs),
      }),
  });

interface Answer<Data> {
  data: Data | null;
  error: { code?: string; message: string } | null;
  status: number;
}

/**
 * Classes of Postgres errors that pass by themselves: connection, resources, shutdown, deadlock, lock and statement time-outs;
 * and PostgREST's own for a database that is away (https://docs.postgrest.org/en/stable/references/errors.html, group 0).
 */
const passes = /^(08|53|57|40|55P03|PGRST00)/;

/** Turns an answer of the data API into a value; nothing of it throws. */
export const settle = async <Data>(query: PromiseLike<Answer<Data>>): Promise<Result<Data | null, DatabaseFailure>> => {
  let answer: Answer<Data>;
  try {
    answer = await query;
  } catch (error) {
    return fail({ kind: "unavailable", code: "fetch", message: error instanceof Error ? error.message : "unknown" });
  }
  if (!answer.error) return ok(answer.data);
  const { code = "", message } = answer.error;
  const unavailable =
    answer.status === 0 || answer.status === 429 || passes.test(code) || (answer.status >= 500 && code === "");
  return fail({ kind: unavailable ? "unavailable" : "refused", code: code || `http_${answer.status}`, message });
};

/** Thrown where a failing database means that the whole unit of work must be done again later. */
export class DatabaseError extends Error {
  override name = "DatabaseError";
  readonly failure: DatabaseFailure;

  constructor(failure: DatabaseFailure) {
    super(`database ${failure.kind}: ${failure.code}`);
    this.failure = failure;
  }
}

/** Like `settle`, for callers with nothing better to do than to give up. @throws DatabaseError */
export const settleOrThrow = async <Data>(query: PromiseLike<Answer<Data>>): Promise<Data | null> => {
  const { data, error } = await settle(query);
  if (error) throw new DatabaseError(error);
  return data;
};
