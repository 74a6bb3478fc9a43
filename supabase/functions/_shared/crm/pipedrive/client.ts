import type * as z from "zod";
import type { Clock } from "../../platform/clock.ts";
import { fail, ok, type Result } from "../../platform/result.ts";
import { type Call, type CallFailure, writes } from "./call.ts";
import { failureOf, notAnswered, notSent, unauthorized } from "./failure.ts";
import { pause } from "./pause.ts";
import { createRateLimiter } from "./rate-limiter.ts";
import { readCapped } from "./read-capped.ts";

const timeoutMs = 10_000;
const megabyte = 1_000_000;
const mostTries = 3;
const longestWaitMs = 6_000;

export interface ClientOptions extends Clock {
  /** Scheme and host, without a trailing slash. */
  baseUrl: string;
  apiToken: string;
  fetch: typeof fetch;
}

interface Client {
  /**
   * Makes the call within the burst limits and reads its answer by `schema`. Each try takes at most 10 s; a burst 429 is
   * waited out here (3 tries, 6 s in all), a daily one never. Does not throw on anything the far side does.
   */
  call<Data>(call: Call, schema: z.ZodType<Data>, signal: AbortSignal): Promise<Result<Data, CallFailure>>;
}

export const createClient = (options: ClientOptions): Client => {
  const limiter = createRateLimiter(options);

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
    let waitedMs = 0;
    for (let tries = 1; ; tries += 1) {
      if (!(await limiter.acquire(call.search ?? false, signal))) return fail(notSent());
      const answer = await withTimeout(signal, (limited) => tryOnce(call, limited));
      if (answer.error?.kind !== "rate_limited" || answer.error.status !== 429 || answer.error.daily) return answer;
      const waitMs = answer.error.retryAfterMs * (1 + 0.2 * options.random());
      if (tries === mostTries || waitedMs + waitMs > longestWaitMs) return answer;
      if (!(await pause(options, waitMs, signal))) return answer;
      waitedMs += waitMs;
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

const withTimeout = async <Data>(signal: AbortSignal, run: (limited: AbortSignal) => Promise<Data>): Promise<Data> => {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const timer = setTimeout(stop, timeoutMs);
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  try {
    return await run(controller.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
};

// Node tells by a code in the cause that no connection came about; Deno does not, there it counts as uncertain.
const wasNeverSent = (error: unknown): boolean => {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" && neverSent.has(code);
};

const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);
