import { type Result, fail, ok } from "../../platform/result.ts";
import { type SignatureFailure, type SignedDelivery, verifySignature } from "../../sources/fathom/verify-signature.ts";
import type { Candidate } from "./candidates.ts";

export interface Proof {
  integrationId: string;
  proof: "signature" | "token";
}

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
  const { data: index, error } = await verifySignature(
    delivery,
    keys.map(({ key }) => key),
    now,
  );
  if (error === "no_match" && eligible.some(({ isSealed }) => isSealed)) return fail("sealed");
  if (error) return fail(error);
  const match = keys[index ?? -1];
  return match ? ok({ integrationId: match.integrationId, proof: "signature" }) : fail("no_match");
};
