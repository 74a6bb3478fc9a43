/** Somebody who may be invited. What the CRM knows of them at first is in `contacts`. */
export interface Guest {
  name: string;
  email: string | null;
  isExternal: boolean;
}

export const guests = {
  kim: { name: "Kim Contact", email: "kim@example.org", isExternal: true },
  lee: { name: "Lee Long", email: "lee@example.org", isExternal: true },
  // The same person as the one before, at another address.
  leeAtHome: { name: "Lee at home", email: "lee@example.net", isExternal: true },
  pat: { name: "Pat Twin", email: "pat@example.org", isExternal: true },
  nobody: { name: "Noa Body", email: "noa@example.org", isExternal: true },
  phone: { name: "Caller by phone", email: null, isExternal: true },
  colleague: { name: "Col League", email: "col@acme.example", isExternal: false },
} as const satisfies Record<string, Guest>;

export type GuestName = keyof typeof guests;
export const guestNames = Object.keys(guests) as GuestName[];

/** The domain that the workspace calls its own. */
export const ownDomain = "acme.example";

/** Who is in the CRM when a story begins: Pat's address is two persons', Lee is one person with two addresses. */
export const contacts = [
  { name: "Kim Contact", emails: ["kim@example.org"] },
  { name: "Lee Long", emails: ["lee@example.org", "Lee@example.net"] },
  { name: "Pat Twin", emails: ["pat@example.org"] },
  { name: "Pat Twin junior", emails: ["pat@example.org"] },
];

export const isInternal = ({ email }: Pick<Guest, "email">): boolean => email?.endsWith(`@${ownDomain}`) ?? false;
