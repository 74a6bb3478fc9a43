import type { Attendee } from "./meeting.ts";

const maxAttendees = 500;

const keyOf = ({ name, email }: Attendee): string | null =>
  email === null ? (name === null ? null : `name ${name.toLowerCase()}`) : `email ${email}`;

/** Apple's calendar invites somebody under an address of its own as well, under the same name. */
const isRelayOfAnother = ({ name, email }: Attendee, all: readonly Attendee[]): boolean =>
  name !== null &&
  isRelay(email) &&
  all.some((other) => other.name === name && other.email !== null && !isRelay(other.email));

const isRelay = (email: string | null): boolean => email?.endsWith("@imip.me.com") ?? false;

/**
 * Each person once, in the order given: by e-mail, and without one by name. The first name and the first statement about
 * being external stand; who has neither name nor e-mail is left out. At most 500.
 */
export const mergeAttendees = (attendees: Iterable<Attendee>): Attendee[] => {
  const people = new Map<string, Attendee>();
  for (const { name, email, isExternal } of attendees) {
    const key = keyOf({ name, email, isExternal });
    if (key === null) continue;
    const known = people.get(key);
    if (known === undefined && people.size === maxAttendees) continue;
    people.set(key, { name: known?.name ?? name, email, isExternal: known?.isExternal ?? isExternal });
  }
  return [...people.values()].filter((person, _, all) => !isRelayOfAnother(person, all));
};
