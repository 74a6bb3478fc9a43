import type * as z from "zod";
import type { Clock } from "../../platform/clock.ts";
import type { CallLimiter } from "../call-limiter.ts";
import { readCapped } from "../../platform/read-capped.ts";
import { fail, ok, type Result } from "../../platform/result.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import { type Call, type CallFailure, writes } from "./call.ts";
import { failureOf, notAnswered, notSent, unauthorized } from "./failure.ts";
import { pauseFor, withoutLeave } from "./leave.ts";

const timeoutMs = 10_000;
const megabyte = 1_000_000;
const mostTries = 3;

export interface ClientOptions extends Clock {
  /** Scheme and host, without a trailing slash. */
  baseUrl: string;
  apiToken: string;
  fetch: typeof fetch;
  limiter: CallLimiter;
}

export interface Client {
  /**
   * Makes the call when the limiter lets it, and reads its answer by `schema`. Each try takes at most 10 s. A 429 pauses the
   * connection; after a short pause the call is made again, 3 times at most. Does not throw on anything the far side does.
   */
  call<Data>(call: Call, schema: z.ZodType<Data>, signal: AbortSignal): Promise<Result<Data, CallFailure>>;
}

export const createClient = (options: ClientOptions): Client => {
  const { limiter } = options;

  const tryOnce = async (call: Call, signal: AbortSignal): Promise<Result<string, CallFailure>> => {
    let response: Response;
    try {
      response = await options.fetch(toRequest(options, call, signal));
    } catch (error) {
      return fail(wasNeverSent(error) ? notSent() : notAnswered(call, null));
    }
    const read = await readCapped(response, call.maxBytes ?? megabyte).then(
      (text) => ({ text, tooLarge: text === null }),
      () => ({ text: null, tooLarge: false }),
    );
    const { status, headers } = response;
    if (read.tooLarge && response.ok && !writes(call)) return fail({ kind: "too_large", status });
    const failure = failureOf(call, { status, headers, text: read.text }, options.now());
    return failure === null ? ok(read.text ?? "") : fail(failure);
  };

  const tryUntilItPasses = async (call: Call, signal: AbortSignal): Promise<Result<string, CallFailure>> => {
    for (let tries = 1; ; tries += 1) {
      const leave = await limiter.acquire(call.search ?? false, signal);
      if (!leave.granted) return fail(withoutLeave(leave));
      if (signal.aborted) return fail(notSent());
      const answer = await withTimeout(signal, timeoutMs, (limited) => tryOnce(call, limited));
      if (answer.error?.kind !== "rate_limited") return answer;
      const because = pauseFor(answer.error);
      await limiter.pause(answer.error.retryAfterMs, because);
      if (tries === mostTries || because !== "asked_to_wait") return answer;
    }
  };

  return {
    async call(call, schema, signal) {
      // What cannot be a header cannot be a token either.
      if (!/^[\x21-\x7e]+$/.test(options.apiToken)) return fail(unauthorized);
      const answer = await tryUntilItPasses(call, signal);
      if (answer.error) return answer;
      const parsed = schema.safeParse(JSON.parse(answer.data));
      return parsed.success ? ok(parsed.data) : fail(notAnswered(call, 200));
    },
  };
};

const toRequest = ({ baseUrl, apiToken }: ClientOptions, call: Call, signal: AbortSignal): Request =>
  new Request(`${baseUrl}${call.path}${call.query ? `?${new URLSearchParams(call.query)}` : ""}`, {
    method: call.method,
    headers: { "x-api-token": apiToken, accept: "application/json", "content-type": "application/json" },
    // Never followed: the token would go along to wherever it points.
    redirect: "manual",
    signal,
    ...(call.body === undefined ? {} : { body: new Blob([JSON.stringify(call.body)]).stream(), ...oneWay }),
  });

// A stream can be read once only, so the runtime cannot send it twice: Deno 2.9 repeats a POST with any other body by
// itself when a kept connection breaks, and the note would be written twice (held by tests/e2e/crm-failures.test.ts).
const oneWay = { duplex: "half" };

// Node tells by a code in the cause that no connection came about; Deno does not, there it counts as uncertain.
const wasNeverSent = (error: unknown): boolean => {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" && neverSent.has(code);
};

const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);
