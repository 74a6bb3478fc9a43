import type { Call } from "./call.ts";
import { type Quota, waitOf } from "./quota.ts";

/** Why Fathom did not do what it was asked. */
export interface FathomFailure {
  /**
   * `uncertain`: a webhook may have been created, but its id is not known. `garbage`: a success that cannot be read. All
   * others did nothing.
   */
  kind:
    | "unauthorized"
    | "forbidden"
    | "not_found"
    | "rejected"
    | "rate_limited"
    | "too_large"
    | "unavailable"
    | "uncertain"
    | "garbage";
  /** Null when there was no answer. */
  status: number | null;
  /** Says to a person what happened and what to do. Never repeats what the far side sent. */
  message: string;
  /** `rate_limited` only: for how long nobody need ask. */
  retryAfterMs?: number;
}

/** What an answer of this status means; null for a success. Decided by the status alone: bodies of errors are not documented. */
export const failureOf = (call: Call, status: number, quota: Quota): FathomFailure | null => {
  if (status >= 200 && status < 300) return null;
  switch (status) {
    case 401:
      return unauthorized(status);
    case 402:
    case 403:
      return {
        kind: "forbidden",
        status,
        message: "Fathom does not allow this. Check in Fathom what the key's user may see and which plan it is on.",
      };
    case 404:
    case 410:
      return notFound(status);
    case 408:
      return notAnswered(call, status);
    case 429:
      return rateLimited(status, waitOf(quota));
  }
  if (status >= 500) return notAnswered(call, status);
  if (status >= 400) return rejected(call, status);
  return {
    kind: "unavailable",
    status,
    message: `Fathom pointed to another address (status ${status}), and the key is not taken there. Try again later.`,
  };
};

/** `status` null: the key cannot even be sent. */
export const unauthorized = (status: number | null): FathomFailure => ({
  kind: "unauthorized",
  status,
  message: "Invalid API key - please check your credentials",
});

/** `status` null: our own limiter holds the call back. */
export const rateLimited = (status: number | null, retryAfterMs: number): FathomFailure => ({
  kind: "rate_limited",
  status,
  message: `Rate limit exceeded. Try again in ${Math.ceil(retryAfterMs / 1000)} seconds.`,
  retryAfterMs,
});

/** `status` null: nothing in Fathom can have this id. */
export const notFound = (status: number | null): FathomFailure => ({
  kind: "not_found",
  status,
  message: "Fathom does not have this, or does not show it to the key's user. Check there whether it was deleted.",
});

/** Nothing was sent. */
export const notSent = (): FathomFailure => ({
  kind: "unavailable",
  status: null,
  message: "Fathom could not be reached. Try again later.",
});

/** It is not known whether a webhook was created; anything else can be asked again. */
export const notAnswered = (call: Call, status: number | null): FathomFailure => {
  const what = status === null ? "Fathom did not answer" : `Fathom gave no usable answer (status ${status})`;
  if (call.method !== "POST") return { kind: "unavailable", status, message: `${what}. Try again later.` };
  return {
    kind: "uncertain",
    status,
    message: `${what}; the webhook may have been created. Remove it in Fathom's settings (API Access) if it is there, then try again.`,
  };
};

/** A success that says nothing we know. Of a webhook it means that there is one without a known id. */
export const unreadable = (call: Call, status: number): FathomFailure =>
  call.method === "POST"
    ? notAnswered(call, status)
    : { kind: "garbage", status, message: "Fathom's answer cannot be read. Try again later." };

export const tooLarge = (status: number): FathomFailure => ({
  kind: "too_large",
  status,
  message: "Fathom's answer is longer than Debrief reads. Ask for less at a time.",
});

const rejected = (call: Call, status: number): FathomFailure => ({
  kind: "rejected",
  status,
  message:
    call.method === "POST"
      ? `Fathom refused the webhook (status ${status}). Recordings of a team need a Team plan: leave them out and try again.`
      : `Fathom refused this as it is (status ${status}). Check what was asked for.`,
});
