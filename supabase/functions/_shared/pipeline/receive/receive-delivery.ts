import * as z from "zod";
import { type Database, settle } from "../../platform/database.ts";
import { sha256 } from "../../platform/hash.ts";
import { recorderEmails } from "../../sources/fathom/recorder-emails.ts";
import type { Claims, FindCandidates } from "./candidates.ts";
import type { Refusal } from "./capture-refused.ts";
import { type UnprovenLimit, watchUnproven } from "./limit-unproven.ts";
import { parseBody, whyMalformed } from "./parse-body.ts";
import { type Proof, proveSender } from "./prove-sender.ts";

/** One delivery as it came, its body read. */
export interface Delivery {
  body: Uint8Array<ArrayBuffer>;
  headers: Headers;
  /** `?token=`: a secret that stands for one integration. */
  token: string | null;
  /** `?integration=`: a hint. */
  integrationHint: string | null;
}

export type Received =
  | { outcome: "accepted" | "duplicate"; eventId: string; proof: Proof }
  | { outcome: "malformed"; message: string }
  | { outcome: "unauthenticated"; why: string }
  /** Too many: of a sender who is proven (`integration`), or of one who is not. Nothing of it is kept. */
  | { outcome: "flooding"; why: "integration" | "unproven" }
  | { outcome: "unavailable"; why: string };

export interface ReceiveContext {
  database: Database;
  findCandidates: FindCandidates;
  /** Told of every delivery that is refused; must not take time. */
  onRefused: (refusal: Refusal) => void;
  /** Without it, who sends in vain may do so as often as they like. */
  unproven?: UnprovenLimit;
  now: () => Date;
}

/** An id that is kept as it is: what senders of this kind use, and never a colon (see receive_webhook). */
const plainId = /^[\w.-]{1,256}$/;
const longestToken = 256;
const hintSchema = z.uuid();
const keptHeaders = ["content-type", "user-agent", "webhook-id", "webhook-timestamp"];

const deliveryId = async (id: string | null, proof: Proof, body: Uint8Array<ArrayBuffer>): Promise<string> => {
  if (id && plainId.test(id)) return id;
  return `sha256-${await sha256(proof.integrationId, "\n", id ?? "", "\n", body)}`;
};

/** What a request says about who sent it, apart from its body. */
export const claimsOf = async ({ token, integrationHint }: Omit<Delivery, "body">): Promise<Claims> => ({
  tokenHash: token === null ? null : await sha256(token),
  integrationHint: hintSchema.safeParse(integrationHint).data ?? null,
  emails: [],
});

/**
 * Takes a delivery in: at most two database calls (one when this isolate knows the sender), no other call to the outside.
 * `accepted` means that event and job are durable; `duplicate` that they were before.
 */
export const receiveDelivery = async (delivery: Delivery, context: ReceiveContext): Promise<Received> => {
  const { body, headers, token } = delivery;
  const contentType = headers.get("content-type");
  const parsed = parseBody(body, contentType);
  const asked = await claimsOf(delivery);
  const said = parsed ? { ...asked, emails: recorderEmails(parsed.json) } : asked;
  const claims = token === null ? said : asked;
  const { isHeld, countRefusal } = await watchUnproven(context.unproven, headers, claims);
  const refuse = (reason: string, meantFor: Refusal["meantFor"]): void => {
    countRefusal();
    if (!isHeld) context.onRefused({ reason, headers, body, bodyBytes: body.length, meantFor });
  };
  const unauthenticated = (why: string): Received =>
    isHeld ? { outcome: "flooding", why: "unproven" } : { outcome: "unauthenticated", why };
  if (!parsed) {
    refuse(body.length === 0 ? "empty" : "not_json", { claims: asked });
    return { outcome: "malformed", message: whyMalformed(body, contentType) };
  }

  const signed = {
    id: headers.get("webhook-id"),
    timestamp: headers.get("webhook-timestamp"),
    signature: headers.get("webhook-signature"),
    body,
  };
  if (token === null && !signed.signature) {
    refuse("missing", { claims });
    return unauthenticated("missing");
  }
  if (token !== null && (token === "" || token.length > longestToken)) {
    refuse("unknown_token", { claims: said });
    return unauthenticated("unknown_token");
  }

  const hasToken = token !== null;
  let found = await context.findCandidates(claims, { fresh: false, knownOnly: isHeld });
  if (found.error) return { outcome: "unavailable", why: found.error.code };
  let proven = await proveSender(signed, found.data.candidates, hasToken, context.now());
  if (proven.error && found.data.fromCache) {
    found = await context.findCandidates(claims, { fresh: true, knownOnly: isHeld });
    if (found.error) return { outcome: "unavailable", why: found.error.code };
    // Not judged twice by the same secrets: a known address would be told by the time that takes.
    if (!found.data.confirmed) proven = await proveSender(signed, found.data.candidates, hasToken, context.now());
  }
  if (proven.error === "sealed") return { outcome: "unavailable", why: "secret_does_not_open" };
  if (proven.error) {
    const capturing = found.data.candidates.filter(({ captures }) => captures);
    const integrationIds = capturing.map(({ integrationId }) => integrationId);
    // A token that is not valid any more leads to nobody: then whose recording it is says for whom it was meant.
    refuse(proven.error, proven.error === "unknown_token" ? { claims: said } : { integrationIds });
    return unauthenticated(proven.error);
  }
  const proof = proven.data;
  if (!proof) return unauthenticated("no_match");

  const { data: rows, error } = await settle(
    context.database.rpc("receive_webhook", {
      event_source: "fathom",
      delivery: await deliveryId(signed.id, proof, body),
      integration: proof.integrationId,
      proven_by: proof.proof,
      event_headers: Object.fromEntries(keptHeaders.map((name) => [name, headers.get(name)?.slice(0, 500) ?? null])),
      body: parsed.text,
      body_bytes: body.length,
      ...(proof.proof === "token" && claims.tokenHash !== null ? { token_sha256: claims.tokenHash } : {}),
    }),
  );
  // An integration that was disconnected after it was found: the same answer as if it had not been.
  if (error?.code === "PT404") return { outcome: "unauthenticated", why: "disconnected" };
  if (error?.code === "PT429") return { outcome: "flooding", why: "integration" };
  if (error) return { outcome: "unavailable", why: error.code };
  const row = rows?.[0];
  if (!row) return { outcome: "unavailable", why: "no_row" };
  return { outcome: row.is_duplicate ? "duplicate" : "accepted", eventId: row.event_id, proof };
};
