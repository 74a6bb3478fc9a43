import { readCapped } from "../../platform/read-capped.ts";
import { fail, ok, type Result } from "../../platform/result.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import type { AlertMessage } from "../alert.ts";
import { failureOf, gone, type SlackFailure, unavailable } from "./failure.ts";
import { slackMessage } from "./message.ts";
import { slackWebhookParts } from "./webhook-url.ts";

const timeoutMs = 10_000;
const longestAnswerBytes = 10_000;

interface SlackOptions {
  fetch: typeof fetch;
  /** One team whose webhooks are a simulator's; those of all others go to Slack. */
  simulated: { team: string; url: string } | null;
}

export interface Slack {
  /**
   * Shows an alert in the channel that the webhook `url` stands for: one call of at most 10 s. A message whose answer is lost
   * may show twice when it is sent again: a missing alert would be worse. Does not throw on anything the far side does.
   */
  send(url: string, message: AlertMessage, signal: AbortSignal): Promise<Result<null, SlackFailure>>;
}

export const createSlack = (options: SlackOptions): Slack => ({
  async send(url, message, signal) {
    const parts = slackWebhookParts(url);
    if (parts === null) return fail(gone(null));
    const { simulated } = options;
    const target = parts.team === simulated?.team ? `${simulated.url}${parts.path}` : url;
    const body = JSON.stringify(slackMessage(message));
    const failure = await withTimeout(signal, timeoutMs, (limited) => post(options.fetch, target, body, limited));
    return failure === null ? ok(null) : fail(failure);
  },
});

const post = async (
  send: typeof fetch,
  url: string,
  body: string,
  signal: AbortSignal,
): Promise<SlackFailure | null> => {
  try {
    const response = await send(url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body,
      // Never followed: the path is a secret, and another host has no business with the alert.
      redirect: "manual",
      signal,
    });
    const text = await readCapped(response, longestAnswerBytes).catch(() => null);
    return failureOf(response.status, response.headers, text);
  } catch {
    // The error may name the address, which is a secret: it goes no further.
    return unavailable(null);
  }
};
