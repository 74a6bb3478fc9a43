import { type Result, fail, ok } from "../../platform/result.ts";

/** How far the sender's clock may be from ours, in seconds, either way. */
const toleranceSeconds = 300;
/** A sender lists one signature for each of its secrets; nobody has this many. */
const mostSignatures = 16;

export interface SignedDelivery {
  /** The three `webhook-…` headers as they came; null when absent. */
  id: string | null;
  timestamp: string | null;
  signature: string | null;
  /** The body's raw bytes: a body that was parsed and written again is another body. */
  body: Uint8Array<ArrayBuffer>;
}

export type SignatureFailure = "missing" | "malformed" | "too_old" | "too_new" | "no_match";

/**
 * The key behind a signing secret (`whsec_` and base64, the prefix may be missing), or null when it is none.
 * Standard Webhooks, https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const importSecret = async (secret: string): Promise<CryptoKey | null> => {
  const bytes = decodeBase64(secret.trim().replace(/^whsec_/, ""));
  if (!bytes || bytes.length === 0) return null;
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
};

const decodeBase64 = (text: string): Uint8Array<ArrayBuffer> | null => {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
};

const signaturesIn = (header: string): Uint8Array<ArrayBuffer>[] =>
  header
    .split(" ")
    .slice(0, mostSignatures)
    .flatMap((entry) => {
      const [version, value] = entry.split(",", 2);
      const bytes = version === "v1" && value ? decodeBase64(value) : null;
      return bytes?.length === 32 ? [bytes] : [];
    });

const withPrefix = (prefix: string, body: Uint8Array): Uint8Array<ArrayBuffer> => {
  const first = new TextEncoder().encode(prefix);
  const both = new Uint8Array(first.length + body.length);
  both.set(first);
  both.set(body, first.length);
  return both;
};

/** Whether two texts of 32 bytes are the same, in a time that does not tell where they differ. */
const isSame = (one: Uint8Array, other: Uint8Array): boolean => {
  let difference = one.length ^ other.length;
  for (const [index, byte] of one.entries()) difference |= byte ^ (other[index] ?? 0);
  return difference === 0;
};

/**
 * Which of the keys signed the delivery: its index. The comparison takes constant time, and every key is tried, so that
 * the time taken does not tell which one matched.
 */
export const verifySignature = async (
  { id, timestamp, signature, body }: SignedDelivery,
  keys: CryptoKey[],
  now: Date,
): Promise<Result<number, SignatureFailure>> => {
  if (!id || !timestamp || !signature) return fail("missing");
  if (!/^\d{1,12}$/.test(timestamp)) return fail("malformed");
  const age = Math.floor(now.getTime() / 1000) - Number(timestamp);
  if (age > toleranceSeconds) return fail("too_old");
  if (age < -toleranceSeconds) return fail("too_new");

  const signed = withPrefix(`${id}.${timestamp}.`, body);
  const signatures = signaturesIn(signature);
  let match = -1;
  for (const [index, key] of keys.entries()) {
    // Once a key, however many signatures are claimed: the body may be long.
    const expected = new Uint8Array(await crypto.subtle.sign("HMAC", key, signed));
    const valid = signatures.filter((candidate) => isSame(candidate, expected)).length > 0;
    if (valid && match < 0) match = index;
  }
  return match < 0 ? fail("no_match") : ok(match);
};
