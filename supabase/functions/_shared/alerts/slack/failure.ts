/** Why Slack was not told, as data; `message` is a sentence for a person and holds nothing of the address. */
export type SlackFailure =
  /** For good: only a new address helps. `status` null: it is no address of a Slack webhook at all. */
  | { kind: "gone"; status: number | null; message: string }
  /** What was sent is wrong: sending it again does not help. */
  | { kind: "rejected"; status: number; message: string }
  | { kind: "rate_limited"; status: number; retryAfterMs: number; message: string }
  /** May pass. `status` null: there was no answer. */
  | { kind: "unavailable"; status: number | null; message: string };

/** What went wrong, or null when Slack has taken the message: a 2xx that says `ok`. `text` null: the body could not be read. */
export const failureOf = (status: number, headers: Headers, text: string | null): SlackFailure | null => {
  if (status >= 200 && status < 300) return text?.trim() === "ok" ? null : unavailable(status);
  switch (status) {
    case 403:
    case 404:
    case 410:
      return gone(status);
    case 408:
    case 409:
      return unavailable(status);
    case 429:
      return {
        kind: "rate_limited",
        status,
        retryAfterMs: retryAfterMs(headers),
        message: "Slack asked to slow down. Debrief tries again in a moment.",
      };
  }
  if (status < 400 || status >= 500) return unavailable(status);
  return {
    kind: "rejected",
    status,
    message: `Slack refused the alert as it is (status ${status}). It is shown in Debrief all the same.`,
  };
};

export const gone = (status: number | null): SlackFailure => ({
  kind: "gone",
  status,
  message: "Slack no longer accepts this address. Make a new incoming webhook in Slack and enter its address.",
});

export const unavailable = (status: number | null): SlackFailure => ({
  kind: "unavailable",
  status,
  message:
    status === null
      ? "Slack did not answer. Debrief tries again later."
      : `Slack gave no usable answer (status ${status}). Debrief tries again later.`,
});

const minuteMs = 60_000;

/** Slack tells whole seconds (docs.slack.dev/apis/web-api/rate-limits). More than an hour is not believed. */
const retryAfterMs = (headers: Headers): number => {
  const seconds = headers.get("retry-after")?.trim() ?? "";
  return /^\d{1,9}$/.test(seconds) ? Math.min(Number(seconds) * 1000, 60 * minuteMs) : minuteMs;
};
