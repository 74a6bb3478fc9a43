import { createHash } from "node:crypto";

/** What a secret looks like that somebody may have left in a file. Each finds the whole of it. */
const kinds: { kind: string; pattern: RegExp }[] = [
  { kind: "signing secret", pattern: /\bwhsec_[A-Za-z0-9+/_-]{20,}={0,2}/g },
  { kind: "Supabase secret key", pattern: /\bsb_secret_[A-Za-z0-9_-]{20,}/g },
  { kind: "Supabase access token", pattern: /\bsbp_(?:v0_)?[a-f0-9]{32,}/g },
  { kind: "token (JWT or JWE)", pattern: /\beyJ[A-Za-z0-9_-]{12,}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]{10,}/g },
  { kind: "private key", pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]{20}/g },
  { kind: "Slack webhook", pattern: /\bhooks\.slack\.com\/services\/T[A-Z0-9]{7,}\/B[A-Z0-9]{7,}\/[A-Za-z0-9]{16,}/g },
  { kind: "Slack token", pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g },
  { kind: "GitHub token", pattern: /\b(?:gh[opsu]_[A-Za-z0-9]{36,}|github_pat_\w{40,})/g },
  { kind: "npm token", pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { kind: "AWS key", pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  {
    kind: "key, token or password",
    pattern:
      /(?:api[_-]?key|api[_-]?token|encryption[_-]?key|access[_-]?token|secret[_-]?key|password)\b["']?\s*[:=]\s*["']?(?=[A-Za-z0-9+/_-]*\d)(?=[A-Za-z0-9+/_-]*[A-Za-z])[A-Za-z0-9+/_-]{32,}={0,2}/gi,
  },
];

/**
 * Examples that are meant to be seen, by the SHA-256 of what is found. A new one is added with where it comes from; a real secret is
 * never added: it is revoked.
 */
const examples = new Map<string, string>([
  [
    "984255c04004f96ed02d501d94a28010f168f382e70d60597105ccdf4133a5a5",
    "fathom-test-secret-32-bytes-long, of the tests",
  ],
  ["199d996b54a67cc2efb54c9cfda97bff81dbaadb050d976701d38840c7af31be", "one secret of thirty bytes!, of a test"],
  ["0cfc29d120ab28f55c8f241a2688b7243f565b113a5358886d59f55281b8819c", "another secret altogether!, of a test"],
  ["ebd377bd0e1b7b21eec676a08b35cc6ca2e73fd507a996bec7f30a7898ab69c9", "the example of Fathom's documentation"],
  ["17327e264ca750bd32f5a7747f3aa612cf138b56fb26be387ecbd1e6cfb4bbb6", "a published test vector of Standard Webhooks"],
  ["4e69b9abc6a3cdcd85f8b96c6812130d284efdbfeeb5367a8da3ad08f9747456", "T00000000, a Slack team that does not exist"],
  ["88991d905083afa2b41e08ca3812583dc97b0a0c4d0c729ac63f4d9770540c6b", "T00000001, another one"],
]);

export interface Found {
  kind: string;
  /** Its beginning, for whoever looks for it; never all of it. */
  beginning: string;
  /** For the list of examples. */
  sha256: string;
}

/** Everything in a text that looks like a secret and is no known example. */
export const findSecrets = (text: string): Found[] =>
  kinds.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)]
      .map(([secret]) => ({
        kind,
        beginning: `${secret.slice(0, 12)}…`,
        sha256: createHash("sha256").update(secret).digest("hex"),
      }))
      .filter(({ sha256 }) => !examples.has(sha256)),
  );
