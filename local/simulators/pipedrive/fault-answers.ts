import type { Context } from "hono";
import * as bodies from "./bodies.ts";
import type { Faults } from "./faults.ts";
import { secondsToMidnight } from "./limits.ts";

type FaultKind = NonNullable<ReturnType<Faults["take"]>>["kind"];

export const cloudflareAnswer = (context: Context): Response => {
  context.header("server", "cloudflare");
  context.header("cf-ray", "0000000000000000-HEL");
  return context.html(bodies.cloudflarePage, 403);
};

export const unauthorizedAnswer = (context: Context): Response => {
  context.header("x-401-by-gw", "true");
  context.header("x-correlation-id", "00000000-0000-0000-0000-000000000000");
  return context.json(bodies.unauthorized, 401);
};

/** The answer that takes the place of processing the call; null when the fault lies elsewhere. */
export const answerInstead = (context: Context, kind: FaultKind, now: Date): Response | null => {
  switch (kind) {
    case "401":
      return unauthorizedAnswer(context);
    case "402":
      return context.json(bodies.notOpen, 402);
    case "403_scope":
      return context.json(bodies.wrongScope, 403);
    case "403_html":
      return cloudflareAnswer(context);
    case "404":
      return context.json(bodies.personNotFound, 404);
    case "410":
      return context.json(bodies.deleted, 410);
    case "429_burst":
      context.header("x-ratelimit-remaining", "0");
      context.header("x-ratelimit-reset", "2");
      return context.json(bodies.burst, 429);
    case "429_daily":
      context.header("retry-after", String(secondsToMidnight(now.getTime())));
      context.header("x-daily-ratelimit-token-remaining", "0");
      return context.json(bodies.daily, 429);
    case "500":
      return context.json(bodies.serverError, 500);
    case "503":
      return context.json(bodies.maintenance, 503);
    case "success_false":
      return context.json(bodies.refusedUnder200);
    case "timeout":
    case "slow":
    case "timeout_after_write":
    case "lost_after_write":
    case "empty_body":
      return null;
  }
};
