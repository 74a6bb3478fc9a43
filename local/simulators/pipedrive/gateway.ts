import type { Context, MiddlewareHandler } from "hono";
import { loseConnection, neverAnswer } from "../shared/lose-connection.ts";
import * as bodies from "./bodies.ts";
import { apiPath } from "./context.ts";
import { isSearch, tokensFor } from "./costs.ts";
import { answerInstead, cloudflareAnswer, unauthorizedAnswer } from "./fault-answers.ts";
import type { Faults } from "./faults.ts";
import type { Limits } from "./limits.ts";

/** One call as it was seen; the token is never kept. */
export interface SeenRequest {
  method: string;
  /** `/v1/…` is told as `/api/v1/…`. */
  path: string;
  /** As it came, without the question mark. */
  query: string;
  tokens: number;
}

interface Gateway {
  apiTokens: ReadonlySet<string>;
  limits: Limits;
  faults: Faults;
  now: () => Date;
  sleep: (ms: number) => Promise<void>;
  latencyMs: () => number;
  saw: (request: SeenRequest) => void;
}

/** What stands before every API route: faults, token, limits, budget. */
export const gateway = (options: Gateway): MiddlewareHandler => {
  return async (context, next) => {
    const { method } = context.req;
    const path = apiPath(context);
    const seen = { method, path, query: queryOf(context), tokens: 0 };
    options.saw(seen);
    if (options.latencyMs() > 0) await options.sleep(options.latencyMs());

    const fault = options.faults.take(method, path);
    if (fault?.kind === "slow") await options.sleep(fault.milliseconds);
    if (fault?.kind === "timeout") return neverAnswer(context);
    const instead = fault && answerInstead(context, fault.kind, options.now());
    if (instead) return instead;

    const apiToken = tokenOf(context);
    if (apiToken === undefined || !options.apiTokens.has(apiToken)) return unauthorizedAnswer(context);
    const tokens = tokensFor(method, path);
    const verdict = options.limits.judge(apiToken, isSearch(path), tokens);
    if (verdict.kind === "blocked") return cloudflareAnswer(context);
    for (const [name, value] of Object.entries(verdict.headers)) context.header(name, value);
    if (verdict.kind !== "passed") return context.json(verdict.kind === "daily" ? bodies.daily : bodies.burst, 429);
    seen.tokens = tokens;
    await next();

    if (fault?.kind === "timeout_after_write") replaceAnswer(context, await neverAnswer(context));
    if (fault?.kind === "lost_after_write") replaceAnswer(context, loseConnection(context));
    if (fault?.kind === "empty_body") replaceAnswer(context, new Response(null));
    return undefined;
  };
};

const tokenOf = (context: Context): string | undefined =>
  context.req.header("x-api-token") ?? /^Bearer (.+)$/.exec(context.req.header("authorization") ?? "")?.[1];

const queryOf = (context: Context): string => {
  const { search } = new URL(context.req.url);
  return search.slice(1).replaceAll(/(^|&)api_token=[^&]*/g, "");
};

/** Without keeping the headers of the answer before it, which Hono does unless that is taken away first. */
const replaceAnswer = (context: Context, response: Response): void => {
  context.res = undefined;
  context.res = response;
};
