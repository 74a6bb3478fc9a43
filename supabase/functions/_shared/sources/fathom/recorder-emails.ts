import { readEmail } from "./read-email.ts";
import { type Body, isBody, walkBodies } from "./walk-bodies.ts";

const maxEmails = 20;

const claims = (body: Body): unknown[] => [
  isBody(body["recorded_by"]) ? body["recorded_by"]["email"] : null,
  body["fathom_user_email"],
  body["fathom_user_emaill"],
  isBody(body["fathom_user"]) ? body["fathom_user"]["email"] : null,
];

/**
 * The addresses that a delivery itself names as whose account it comes from, lower case, each once, at most 20. A claim of
 * the sender and no proof. Takes any JSON value and never throws.
 */
export const recorderEmails = (payload: unknown): string[] => {
  const emails = new Set<string>();
  walkBodies(payload, (body) => {
    for (const claim of claims(body)) {
      const email = readEmail(claim);
      if (email !== null && emails.size < maxEmails) emails.add(email);
    }
    return false;
  });
  return [...emails];
};
