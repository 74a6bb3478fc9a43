import type * as z from "zod";
import type { Clock } from "../../../platform/clock.ts";
import { readCapped } from "../../../platform/read-capped.ts";
import { fail, ok, type Result } from "../../../platform/result.ts";
import { withTimeout } from "../../../platform/with-timeout.ts";
import type { Call } from "./call.ts";
import {
  type FathomFailure,
  failureOf,
  notAnswered,
  notSent,
  rateLimited,
  tooLarge,
  unauthorized,
  unreadable,
} from "./failure.ts";
import type { FathomLimiter } from "./limiter.ts";
import { readQuota } from "./quota.ts";
import { toRequest, wasNeverSent } from "./request.ts";

const megabyte = 1_000_000;
const mostOfARefusal = 64_000;
const light = { timeoutMs: 20_000, maxBytes: 2 * megabyte };
const heavy = { timeoutMs: 60_000, maxBytes: 10 * megabyte };

export interface SenderOptions extends Pick<Clock, "now"> {
  /** Scheme and host, without a trailing slash. */
  baseUrl: string;
  apiKey: string;
  fetch: typeof fetch;
  limiter: FathomLimiter;
}

interface Sender {
  /** Makes the call and reads its answer by `schema`. */
  read<Data>(call: Call, schema: z.ZodType<Data>, signal: AbortSignal): Promise<Result<Data, FathomFailure>>;
  /** Makes the call; whatever a success says is as good. */
  perform(call: Call, signal: AbortSignal): Promise<Result<null, FathomFailure>>;
}

/** Makes single calls: no second tries, for whoever calls is a job that is tried again. Does not throw on what the far side does. */
export const createSender = (options: SenderOptions): Sender => {
  const { limiter } = options;

  const send = async (call: Call, signal: AbortSignal): Promise<Result<Answer, FathomFailure>> => {
    let response: Response;
    try {
      response = await options.fetch(toRequest(options, call, signal));
    } catch (error) {
      return fail(wasNeverSent(error) ? notSent() : notAnswered(call, null));
    }
    const { status, headers } = response;
    const quota = readQuota(headers, options.now());
    await limiter.observe({ ...quota, heavy: call.heavy, status });
    const failure = failureOf(call, status, quota);
    if (failure !== null) {
      // Read, not cancelled: a body that is cut off may spoil the connection for the next call.
      await readCapped(response, mostOfARefusal).catch(() => undefined);
      return fail(failure);
    }
    const { maxBytes } = call.heavy ? heavy : light;
    const text = await readCapped(response, call.mostBytes ?? maxBytes).catch(() => undefined);
    if (text === undefined) return fail(notAnswered(call, status));
    if (text === null) return fail(call.method === "POST" ? unreadable(call, status) : tooLarge(status));
    return ok({ status, text });
  };

  const sendWhenAllowed = async (call: Call, signal: AbortSignal): Promise<Result<Answer, FathomFailure>> => {
    // What cannot be a header cannot be a key either.
    if (!/^[\x21-\x7e]+$/.test(options.apiKey)) return fail(unauthorized(null));
    const leave = await limiter.acquire(call.heavy, signal);
    if (signal.aborted) return fail(notSent());
    if (!leave.granted) return fail(rateLimited(null, leave.retryAfterMs));
    const { timeoutMs } = call.heavy ? heavy : light;
    return withTimeout(signal, timeoutMs, (limited) => send(call, limited));
  };

  return {
    async read(call, schema, signal) {
      const answer = await sendWhenAllowed(call, signal);
      if (answer.error) return answer;
      const parsed = schema.safeParse(parseJson(answer.data.text));
      return parsed.success ? ok(parsed.data) : fail(unreadable(call, answer.data.status));
    },
    async perform(call, signal) {
      const answer = await sendWhenAllowed(call, signal);
      return answer.error ? answer : ok(null);
    },
  };
};

interface Answer {
  status: number;
  text: string;
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
