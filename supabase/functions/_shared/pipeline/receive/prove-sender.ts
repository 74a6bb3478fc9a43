import { type Result, fail, ok } from "../../platform/result.ts";
import { type SignatureFailure, type SignedDelivery, verifySignature } from "../../sources/fathom/verify-signature.ts";
import type { Candidate } from "./candidates.ts";

export interface Proof {
  integrationId: string;
  proof: "signature" | "token";
}

/** A key that nobody has. */
const makeDecoy = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
let decoy: Promise<CryptoKey> | undefined;

/**
 * Which candidate sent the delivery. A signature decides wherever there is one, among the token's integration only if there
 * is a token too; a token without a signature is proof enough; an e-mail or a hint never is. `sealed`: ask again when the
 * secrets can be opened.
 */
export const proveSender = async (
  delivery: SignedDelivery,
  candidates: Candidate[],
  hasToken: boolean,
  now: Date,
): Promise<Result<Proof, SignatureFailure | "unknown_token" | "sealed">> => {
  const eligible = hasToken ? candidates.filter(({ byToken }) => byToken) : candidates;
  const [owner] = eligible;
  if (hasToken && !owner) return fail("unknown_token");
  if (hasToken && owner && (!delivery.signature || (owner.keys.length === 0 && !owner.isSealed))) {
    return ok({ integrationId: owner.integrationId, proof: "token" });
  }
  const keys = eligible.flatMap(({ integrationId, keys }) => keys.map((key) => ({ integrationId, key })));
  // Where there is no secret the work is done all the same: the time it takes must not tell who is known.
  const tried = keys.length > 0 ? keys.map(({ key }) => key) : [await (decoy ??= makeDecoy())];
  const { data: index, error } = await verifySignature(delivery, tried, now);
  if (error === "no_match" && eligible.some(({ isSealed }) => isSealed)) return fail("sealed");
  if (error) return fail(error);
  const match = keys[index ?? -1];
  return match ? ok({ integrationId: match.integrationId, proof: "signature" }) : fail("no_match");
};
