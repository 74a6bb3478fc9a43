import type { Attendee } from "./meeting.ts";

/** Why an attendee is one of ours and gets no note. */
export type InternalReason = "internal_domain" | "recorder" | "team_member" | "marked_internal";

/** What a workspace knows about who belongs to it. Domains and addresses as people typed them. */
export interface InternalContext {
  internalDomains: readonly string[];
  recorderEmail: string | null;
  memberEmails: readonly string[];
}

/** A domain as it is compared: ASCII (IDN in punycode), lower case, no dot at the end; null for what is no domain. */
const comparable = (domain: string): string | null => {
  const name = domain.trim().replace(/\.+$/, "").toLowerCase();
  if (name === "" || name.length > 253 || /[\s/?#@:%\\[\]<>]/.test(name)) return null;
  return URL.parse(`http://${name}`)?.hostname ?? name;
};

const domainOf = (email: string): string | null => comparable(email.slice(email.lastIndexOf("@") + 1));

/** A name without a dot ("com") counts only when it is the whole domain: else it would take in half the world. */
const isWithin = (domain: string, internal: string): boolean =>
  domain === internal || (internal.includes(".") && domain.endsWith(`.${internal}`));

const isSameAddress = (email: string, other: string): boolean => email.toLowerCase() === other.trim().toLowerCase();

/**
 * Why the attendee is internal, or null when they are not. The first that holds: their domain (or one above it) is one
 * of the workspace's, they recorded the meeting, they are a connected member, the source says they are not external.
 * That a source says they are external overrides none of these.
 */
export const internalReason = (
  { email, isExternal }: Attendee,
  { internalDomains, recorderEmail, memberEmails }: InternalContext,
): InternalReason | null => {
  if (email !== null) {
    const domain = domainOf(email);
    const ours = internalDomains.map((typed) => comparable(typed.trim().replace(/^(?:@|\*\.|\.)/, "")));
    if (domain !== null && ours.some((internal) => internal !== null && isWithin(domain, internal))) {
      return "internal_domain";
    }
    if (recorderEmail !== null && isSameAddress(email, recorderEmail)) return "recorder";
    if (memberEmails.some((member) => isSameAddress(email, member))) return "team_member";
  }
  return isExternal === false ? "marked_internal" : null;
};
