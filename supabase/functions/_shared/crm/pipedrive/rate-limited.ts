import type { CrmFailure } from "../provider.ts";
import { limitSentences } from "./limit-sentences.ts";

type RateLimited = Extract<CrmFailure, { kind: "rate_limited" }>;

const hourMs = 3_600_000;
/** The longest budget is a day's; whoever asks for more is not believed. */
const dayMs = 24 * hourMs;

/**
 * Tells a burst (wait a moment) from the day's budget being used up (park the work). Three signs of the latter, each seen
 * alone: no tokens remaining, a wait of more than a minute, the word "daily", the only one that is a text.
 */
export const rateLimited = (status: number, headers: Headers, error: string, now: Date): RateLimited => {
  const asked = retryAfter(headers.get("retry-after"), now);
  const daily =
    headers.get("x-daily-ratelimit-token-remaining")?.trim() === "0" || /daily/i.test(error) || (asked ?? 0) > 60_000;
  if (daily) {
    return {
      kind: "rate_limited",
      status,
      retryAfterMs: asked ?? hourMs,
      daily,
      message: limitSentences.daily_budget,
    };
  }
  return {
    kind: "rate_limited",
    status,
    retryAfterMs: asked ?? seconds(headers.get("x-ratelimit-reset")) ?? 2_000,
    daily,
    message: limitSentences.asked_to_wait,
  };
};

/** In milliseconds: seconds, or the time until a date. */
const retryAfter = (text: string | null, now: Date): number | null => {
  const date = Date.parse(text ?? "");
  const asked = seconds(text) ?? (Number.isNaN(date) ? null : Math.max(0, date - now.getTime()));
  return asked === null ? null : Math.min(asked, dayMs);
};

const seconds = (text: string | null): number | null =>
  text !== null && /^\s*\d{1,7}(\.\d+)?\s*$/.test(text) ? Number(text) * 1000 : null;
