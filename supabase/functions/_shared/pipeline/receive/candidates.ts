import { type Database, type DatabaseFailure, settle } from "../../platform/database.ts";
import { type Result, fail, ok } from "../../platform/result.ts";
import type { Sealer } from "../../platform/seal.ts";
import { importSecret } from "../../sources/fathom/verify-signature.ts";

/** An integration that may be the sender's. Nothing is proven yet. */
export interface Candidate {
  integrationId: string;
  /** The token in the URL is this integration's. */
  byToken: boolean;
  keys: CryptoKey[];
  /** A secret of it is stored and does not open: whether it is the sender cannot be told now. */
  isSealed: boolean;
  /** Its workspace wants to see what is refused. */
  captures: boolean;
}

/** What a request says about who sent it. */
export interface Claims {
  tokenHash: string | null;
  integrationHint: string | null;
  emails: string[];
}

export interface Candidates {
  candidates: Candidate[];
  /** Known from an earlier delivery: not to be trusted before a signature is refused. */
  fromCache: boolean;
  /** The database says what was known already: what was judged by that is judged. */
  confirmed: boolean;
}

export interface FindCandidates {
  (claims: Claims, options: { fresh: boolean; knownOnly?: boolean }): Promise<Result<Candidates, DatabaseFailure>>;
}

/** What tells these claims from others. */
export const keyOf = ({ tokenHash, integrationHint, emails }: Claims): string =>
  JSON.stringify([tokenHash, integrationHint, emails]);

const cacheMs = 60_000;
const mostCached = 1000;

export const signingSecretContext = (integrationId: string): string => `fathom_integrations:${integrationId}:signing`;

/**
 * Finds whom a delivery may be from, with the secrets opened. What was found is remembered by this isolate for a minute at
 * most (one database call less a delivery); that nobody was found is never remembered. `knownOnly`: without asking the database.
 */
export const createFindCandidates = (database: Database, sealer: Sealer, now: () => Date): FindCandidates => {
  const cache = new Map<string, { candidates: Candidate[]; rows: string; until: number }>();

  return async (claims, { fresh, knownOnly = false }) => {
    const key = keyOf(claims);
    const known = cache.get(key);
    const isKnown = known !== undefined && known.until > now().getTime();
    if (knownOnly) return ok({ candidates: isKnown ? known.candidates : [], fromCache: true, confirmed: true });
    if (!fresh && isKnown) return ok({ candidates: known.candidates, fromCache: true, confirmed: false });
    cache.delete(key);

    const { data: rows, error } = await settle(
      database.rpc("find_fathom_integrations", {
        // The generated types do not say that these may be null.
        token_sha256: claims.tokenHash as string,
        integration_hint: claims.integrationHint as string,
        emails: claims.emails,
      }),
    );
    if (error) return fail(error);
    const text = JSON.stringify(rows);
    const until = now().getTime() + cacheMs;
    if (known?.rows === text) {
      cache.set(key, { ...known, until });
      return ok({ candidates: known.candidates, fromCache: false, confirmed: true });
    }
    const candidates = await Promise.all(
      (rows ?? []).map(async (row): Promise<Candidate> => {
        const context = signingSecretContext(row.integration_id);
        const opened = await Promise.all(
          row.sealed_secrets.map((sealed) => sealer.open(sealed, context).then(importSecret, () => null)),
        );
        const keys = opened.filter((secret) => secret !== null);
        return {
          integrationId: row.integration_id,
          byToken: row.by_token,
          keys,
          isSealed: keys.length < opened.length,
          captures: row.captures,
        };
      }),
    );
    if (candidates.length > 0) {
      if (cache.size >= mostCached) cache.clear();
      cache.set(key, { candidates, rows: text, until });
    }
    return ok({ candidates, fromCache: false, confirmed: false });
  };
};
