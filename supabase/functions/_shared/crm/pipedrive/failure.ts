import type { CrmFailure } from "../provider.ts";
import { type Call, type CallFailure, writes } from "./call.ts";
import { limitSentences } from "./limit-sentences.ts";
import { rateLimited } from "./rate-limited.ts";
import { envelopeSchema } from "./wire-schemas.ts";

/** An answer of any status, its body as far as it could be read: null when the connection broke off in it. */
interface Answer {
  status: number;
  headers: Headers;
  text: string | null;
}

/** What went wrong, or null when Pipedrive did what it was asked. Decided by status, headers and flags; never by a sentence. */
export const failureOf = (call: Call, answer: Answer, now: Date): CallFailure | null => {
  const ok = answer.status >= 200 && answer.status < 300;
  const json = parseJson(answer.text);
  if (ok && json === undefined) return notAnswered(call, answer.status);
  const envelope = envelopeSchema.safeParse(json).data;
  if (ok && envelope?.success !== false) return null;
  // A refusal under a 2xx: the gateway's shape names the real status.
  const status = ok && isErrorStatus(envelope?.errorCode) ? envelope.errorCode : answer.status;
  return byStatus(call, { ...answer, status }, envelope?.error ?? "", safeCode(envelope?.code), now);
};

const byStatus = (call: Call, answer: Answer, error: string, code: string, now: Date): CrmFailure => {
  const { status, headers, text } = answer;
  switch (status) {
    case 401:
      return unauthorized;
    case 402:
      return {
        kind: "payment_required",
        status,
        message: "The Pipedrive account is not open. Check its trial or its payment in Pipedrive.",
      };
    case 403:
      if (isHtml(headers, text)) return blocked(status);
      return {
        kind: "forbidden",
        status,
        message: `Pipedrive does not allow this${code}. Check what the token's user may do there.`,
      };
    case 404:
    case 410:
      return call.namesRecord
        ? { kind: "gone", status, message: "The person or note does not exist in Pipedrive any more." }
        : movedAway(status);
    case 408:
      return notAnswered(call, status);
    case 429:
      return rateLimited(status, headers, error, now);
  }
  if (status >= 500) return notAnswered(call, status);
  if (status < 200 || (status >= 300 && status < 400)) return movedAway(status);
  return { kind: "rejected", status, message: `Pipedrive refused this as it is (status ${status}${code}).` };
};

/** It is not known whether a write happened; a read did nothing. `status` null: there was no answer at all. */
export const notAnswered = (call: Call, status: number | null): CrmFailure => {
  const what = status === null ? "Pipedrive did not answer" : `Pipedrive gave no usable answer (status ${status})`;
  return writes(call)
    ? {
        kind: "uncertain",
        status,
        message: `${what}; the note may have been written. Debrief looks for it before it tries again.`,
      }
    : { kind: "unavailable", status, message: `${what}. Debrief tries again later.` };
};

export const unauthorized: CrmFailure = {
  kind: "unauthorized",
  status: 401,
  message: "Pipedrive refused the API token. Connect Pipedrive again with a valid one.",
};

/** No such company (any more): every call of this connection will be answered so. */
const movedAway = (status: number): CrmFailure => ({
  kind: "unauthorized",
  status,
  message: "There is no Pipedrive company at this domain. Connect Pipedrive again with the domain it has now.",
});

/** Nothing was sent. */
export const notSent = (): CrmFailure => ({
  kind: "unavailable",
  status: null,
  message: "Pipedrive could not be reached. Debrief tries again later.",
});

// Cloudflare's page, sent to tokens that go on after 429 (core-api-concepts-rate-limiting); how long it lasts is not said.
const blocked = (status: number): CrmFailure => ({
  kind: "rate_limited",
  status,
  retryAfterMs: 600_000,
  daily: false,
  message: limitSentences.shut_out,
});

const isHtml = (headers: Headers, text: string | null): boolean =>
  /html/i.test(headers.get("content-type") ?? "") || text?.trimStart().startsWith("<") === true;

const isErrorStatus = (code: number | null | undefined): code is number =>
  typeof code === "number" && Number.isInteger(code) && code >= 400 && code < 600;

// A code is a word of theirs; anything longer might repeat what was sent.
const safeCode = (code: string | null | undefined): string => (code && /^\w{1,60}$/.test(code) ? `, ${code}` : "");

const parseJson = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
};
