import type { Attendee } from "../../meetings/meeting.ts";
import { readPerson } from "./read-person.ts";

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
const property = /^(email|name|is_external)[ \t]*:(.*)$/i;

/** "email: …\nis_external: True\nname: …": a person ends at a blank line or where a property comes again. */
const fromBlocks = (text: string): Attendee[] => {
  const blocks: Record<string, string>[] = [];
  let open: Map<string, string> = new Map();
  const close = (): void => {
    if (open.size > 0) blocks.push(Object.fromEntries(open));
    open = new Map();
  };
  for (const line of text.slice(0, maxCharacters).split("\n")) {
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
  return value
    .slice(0, maxCharacters)
    .split(/[,;\n]/, maxRead)
    .map((entry) => entry.trim());
};

/** The addresses decide; a name may hold a comma, so names and flags count only where there are as many of them. */
const fromLists = (names: unknown[], emails: unknown[], externals: unknown[]): Attendee[] => {
  const people = emails.map(readPerson);
  if (people.every(({ email }) => email === null)) return names.map(readPerson);
  return people.map(({ name, email }, index) => ({
    name: (names.length === emails.length ? readPerson(names[index]).name : null) ?? (email === null ? null : name),
    email,
    isExternal: externals.length === emails.length ? readPerson({ is_external: externals[index] }).isExternal : null,
  }));
};

/** All invitees that can be read, in their order, repetitions included. */
export const readInvitees = ({ invitees, names, emails, externals }: WireInvitees): Attendee[] => {
  const items = Array.isArray(invitees) ? invitees.slice(0, maxRead) : [invitees];
  if (items.some((item) => typeof item === "object" && item !== null)) return items.map(readPerson);
  const blocks = typeof invitees === "string" ? fromBlocks(invitees) : [];
  if (blocks.length > 0) return blocks;
  const named = toList(names);
  return fromLists(named.length > 0 ? named : toList(invitees), toList(emails), toList(externals));
};
