import type { PauseReason } from "../call-limiter.ts";

/** Why a call has to wait, for a person. */
export const limitSentences: Record<PauseReason | "busy", string> = {
  asked_to_wait: "Pipedrive asked to slow down. Debrief tries again in a moment.",
  daily_budget: "The Pipedrive account has used up its API budget for today. Debrief goes on when it is renewed.",
  shut_out: "Pipedrive has shut this API token out for a while after too many calls. Debrief tries again later.",
  busy: "Many meetings are being logged in Pipedrive. Debrief goes on with this one in a moment.",
};
