import { inBackground } from "../../platform/background.ts";
import { type Database, settle } from "../../platform/database.ts";
import type { Claims, FindCandidates } from "./candidates.ts";

/** A delivery that was not accepted. */
export interface Refusal {
  /** A code: why. */
  reason: string;
  headers: Headers;
  /** As far as it was read. */
  body: Uint8Array;
  /** How long it is, as far as it is known. */
  bodyBytes: number;
  /** Whom it may have been meant for: integrations whose workspaces want to see it, or what the request says if nobody looked. */
  meantFor: { integrationIds: string[] } | { claims: Claims };
}

const keptBytes = 64 * 1024;
/** What the column holds: a length that is only announced may be any number. */
const mostBytes = 2 ** 31 - 1;
const shownHeaders = [
  "content-type",
  "content-length",
  "content-encoding",
  "user-agent",
  "webhook-id",
  "webhook-timestamp",
];

/** Headers without secrets: of the signature only whether there was one. */
const withoutSecrets = (headers: Headers): Record<string, string | null> => ({
  ...Object.fromEntries(shownHeaders.map((name) => [name, headers.get(name)?.slice(0, 500) ?? null])),
  "webhook-signature": headers.has("webhook-signature") ? "(present)" : null,
});

/** The beginning as text. What is not text is shown as such, and takes more room; a NUL is nothing that Postgres keeps. */
const startOf = (body: Uint8Array): string => {
  // As a stream: a character that is cut in two is left out.
  const start = (bytes: Uint8Array) => new TextDecoder().decode(bytes.subarray(0, keptBytes), { stream: true });
  return start(new TextEncoder().encode(start(body).replaceAll("\0", "\uFFFD")));
};

/**
 * Keeps what was refused for the workspaces that have the capture on. After the answer and in the background: it neither delays
 * nor changes what the sender sees.
 */
export const createCaptureRefused = (database: Database, findCandidates: FindCandidates) => {
  const capture = async ({ reason, headers, body, bodyBytes, meantFor }: Refusal): Promise<void> => {
    let integrations: string[];
    if ("integrationIds" in meantFor) integrations = meantFor.integrationIds;
    else {
      const found = await findCandidates(meantFor.claims, { fresh: true });
      integrations = (found.data?.candidates ?? [])
        .filter(({ captures }) => captures)
        .map(({ integrationId }) => integrationId);
    }
    if (integrations.length === 0) return;
    await settle(
      database.rpc("capture_refused", {
        integrations,
        refusal: reason,
        refused_headers: withoutSecrets(headers),
        body_start: startOf(body),
        whole_bytes: Math.min(Math.trunc(bodyBytes), mostBytes),
      }),
    );
  };
  return (refusal: Refusal): void => inBackground(capture(refusal));
};
