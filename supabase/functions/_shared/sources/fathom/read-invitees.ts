import { cleanEmail } from "../../meetings/clean-text.ts";
import type { Attendee } from "../../meetings/meeting.ts";
import { readPerson } from "./read-person.ts";
import { splitList } from "./split-list.ts";

/** Invitees as Zapier hands on line items: one value with everything, or parallel lists, or both. */
interface WireInvitees {
  invitees: unknown;
  names?: unknown;
  emails?: unknown;
  externals?: unknown;
}

// Twice and more of what a meeting keeps, so that repeated people do not push others out.
const maxRead = 2000;
const maxCharacters = 500_000;
const joined = /,(?=(?:email|name|is_external)[ \t]{0,9}:)/gi;
const property = /^(email|name|is_external)[ \t]*:(.*)$/i;

/** "email: …\nis_external: True\nname: …": a person ends at a blank line or where a property comes again. A Zap
 * joins several people with commas. */
const fromBlocks = (text: string): Attendee[] => {
  const blocks: Record<string, string>[] = [];
  let open: Map<string, string> = new Map();
  const close = (): void => {
    if (open.size > 0) blocks.push(Object.fromEntries(open));
    open = new Map();
  };
  for (const line of text.slice(0, maxCharacters).replaceAll(joined, "\n").split("\n")) {
    const [, key, value] = property.exec(line.trim()) ?? [];
    if (line.trim() === "" || (key !== undefined && open.has(key.toLowerCase()))) close();
    if (key !== undefined && value !== undefined) open.set(key.toLowerCase(), value.trim());
  }
  close();
  return blocks.slice(0, maxRead).map(readPerson);
};

const toList = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value.slice(0, maxRead);
  if (typeof value !== "string" || value.trim() === "") return [];
  return splitList(value.slice(0, maxCharacters), maxRead);
};

/** Several addresses with nothing but blanks between them, else the entry itself. */
const parted = (entry: unknown): unknown[] => {
  const words = typeof entry === "string" && entry.length <= maxCharacters ? entry.trim().split(/\s+/, maxRead) : [];
  return words.length > 1 && words.every((word) => cleanEmail(word) !== null) ? words : [entry];
};

/** A comma that a blank follows may be a name's own ("Ramirez, Dana,Alex Rep"): how many there are decides. */
const toNames = (value: unknown, count: number): unknown[] => {
  const names = toList(value);
  if (names.length === count || typeof value !== "string") return names;
  return value.slice(0, maxCharacters).split(/,(?! )/, maxRead);
};

/** The addresses decide; names and flags count only where there are as many of them. */
const fromLists = (names: unknown, emails: unknown[], externals: unknown[]): Attendee[] => {
  const people = emails.map(readPerson);
  if (people.every(({ email }) => email === null)) return toList(names).map(readPerson);
  const named = toNames(names, people.length);
  const outside = new Map(externals.map(readPerson).map((person) => [person.email, { ...person, isExternal: true }]));
  outside.delete(null);
  const listed = people.map(({ name, email }, index) => ({
    name: (named.length === people.length ? readPerson(named[index]).name : null) ?? (email === null ? null : name),
    email,
    isExternal: externals.length === people.length ? readPerson({ is_external: externals[index] }).isExternal : null,
  }));
  const listedEmails = new Set(people.map(({ email }) => email));
  return [
    ...listed.map((person) => (outside.has(person.email) ? { ...person, isExternal: true } : person)),
    ...[...outside.values()].filter(({ email }) => !listedEmails.has(email)),
  ];
};

/** All invitees that can be read, in their order, repetitions included. */
export const readInvitees = ({ invitees, names, emails, externals }: WireInvitees): Attendee[] => {
  const items = Array.isArray(invitees) ? invitees.slice(0, maxRead) : [invitees];
  if (items.some((item) => typeof item === "object" && item !== null)) return items.map(readPerson);
  const blocks = typeof invitees === "string" ? fromBlocks(invitees) : [];
  if (blocks.length > 0) return blocks;
  const hasNames = toList(names).length > 0;
  return fromLists(hasNames ? names : invitees, toList(emails).flatMap(parted), toList(externals));
};
