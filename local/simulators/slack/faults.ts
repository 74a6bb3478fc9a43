import type { Context } from "hono";
import type * as z from "zod";
import { createFaults, faultSchema } from "../shared/faults.ts";

/** What can be made to go wrong. Those "after write" show the message and lose the answer. */
export const slackFaultSchema = faultSchema([
  "302",
  "400",
  "403",
  "404",
  "410",
  "429",
  "500",
  "503",
  "not_ok",
  "slow",
  "timeout",
  "timeout_after_write",
  "lost_after_write",
]);

export type FaultInput = z.input<typeof slackFaultSchema>;

export const createSlackFaults = () => createFaults(slackFaultSchema);

export type Faults = ReturnType<typeof createSlackFaults>;
type FaultKind = z.output<typeof slackFaultSchema>["kind"];

/** Slack answers a webhook in single words, which it calls HTML. */
export const word = (text: string, status: number, headers: Record<string, string> = {}): Response =>
  new Response(text, { status, headers: { "content-type": "text/html", ...headers } });

/** What of 429 says how long to wait is known, its body is not. */
export const tooMany = (seconds: number): Response => word("rate_limited", 429, { "retry-after": String(seconds) });

/** The answer that takes the place of showing the message; null when the fault lies elsewhere. */
export const answerInstead = (context: Context, kind: FaultKind): Response | null => {
  switch (kind) {
    case "302":
      return context.redirect("https://example.com/");
    case "400":
      return word("invalid_payload", 400);
    case "403":
      return word("invalid_token", 403);
    case "404":
      return word("no_active_hooks", 404);
    case "410":
      return word("channel_is_archived", 410);
    case "429":
      return tooMany(30);
    case "500":
      return word("rollup_error", 500);
    case "503":
      return word("service_unavailable", 503);
    case "not_ok":
      return word("<!doctype html><title>Sign in to the network</title>", 200);
    case "slow":
    case "timeout":
    case "timeout_after_write":
    case "lost_after_write":
      return null;
  }
};
