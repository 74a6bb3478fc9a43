import { fail, ok, type Result } from "@shared/platform/result.ts";
import * as z from "zod/mini";

/** Why a call of `api` failed: a stable code, and a sentence that tells a person what to do. */
export interface ApiFailure {
  code: string;
  message: string;
}

export interface ApiCaller {
  supabaseUrl: string;
  publishableKey: string;
  /** The access token of the signed-in person, refreshed when it is old; null without a session. */
  accessToken: () => Promise<string | null>;
  fetch: typeof fetch;
}

export type ApiMethod = "GET" | "POST" | "PATCH" | "DELETE";

const TIMEOUT_MS = 30_000;
const failureSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

const UNREACHABLE = fail({
  code: "unreachable",
  message: "The server cannot be reached. Check your internet connection, then try again.",
});
const SESSION_ENDED = fail({ code: "session_ended", message: "Your session has ended. Sign in again." });
const UNREADABLE = fail({ code: "unreadable", message: "The server gave an answer that Debrief does not understand." });

/**
 * Calls the edge function `api` as the signed-in person. `path` has no leading slash, e.g. `fathom-integrations`; with GET
 * the body is not sent.
 * Failures of every kind come back as values; a server's own sentence is handed on as it is.
 */
export const callApi = async <Schema extends z.ZodMiniType>(
  caller: ApiCaller,
  path: string,
  body: Record<string, unknown>,
  schema: Schema,
  method: ApiMethod = "POST",
): Promise<Result<z.output<Schema>, ApiFailure>> => {
  const token = await caller.accessToken();
  if (!token) return SESSION_ENDED;
  let response: Response;
  let answer: unknown;
  try {
    response = await caller.fetch(`${caller.supabaseUrl}/functions/v1/api/${path}`, {
      method,
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${token}`,
        apikey: caller.publishableKey,
      },
      ...(method !== "GET" && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    answer = await response.json().catch(() => null);
  } catch {
    return UNREACHABLE;
  }
  if (response.ok) {
    const parsed = schema.safeParse(answer);
    return parsed.success ? ok(parsed.data) : UNREADABLE;
  }
  const failure = failureSchema.safeParse(answer);
  if (failure.success) return fail(failure.data.error);
  return response.status === 401 ? SESSION_ENDED : UNREADABLE;
};
