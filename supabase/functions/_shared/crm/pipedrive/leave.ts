import type { Leave, PauseReason } from "../call-limiter.ts";
import type { CrmFailure } from "../provider.ts";
import { notSent } from "./failure.ts";
import { limitSentences } from "./limit-sentences.ts";

/** What a refusal for too many calls means for everybody who uses the connection. */
export const pauseFor = ({ status, daily }: Extract<CrmFailure, { kind: "rate_limited" }>): PauseReason => {
  if (daily) return "daily_budget";
  return status === 403 ? "shut_out" : "asked_to_wait";
};

/** A call that was not made. */
export const withoutLeave = ({ because, retryAfterMs }: Exclude<Leave, { granted: true }>): CrmFailure => {
  if (because === "gave_up_waiting") return notSent();
  const daily = because === "daily_budget";
  return { kind: "rate_limited", status: 429, retryAfterMs, daily, message: limitSentences[because] };
};
