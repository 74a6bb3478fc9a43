import * as z from "zod";
import { cleanEmail, cleanName } from "../../meetings/clean-text.ts";
import { email, flag, name } from "./wire-leaves.ts";

interface Person {
  name: string | null;
  email: string | null;
  isExternal: boolean | null;
}

const wirePerson = z.object({ name, email, is_external: flag });
const nameAndAddress = /^([^<>()]*)[<(]([^<>()]+)[>)]$/;
const quoted = /^\s*(["'])([^"]*)\1\s*$/;

const fromText = (value: string): Person => {
  const text = value.replace(quoted, "$2").trim();
  const parts = nameAndAddress.exec(text);
  const address = cleanEmail(parts?.[2]) ?? cleanEmail(text);
  if (address === null) return { name: cleanName(text), email: null, isExternal: null };
  return { name: cleanName(parts?.[1]?.replace(quoted, "$2")), email: address, isExternal: null };
};

/** A person: `{name, email, is_external}`, or the text "Name", "name@example.com", "Name <…>" or "Name (…)". */
export const readPerson = (value: unknown): Person => {
  if (typeof value === "string") return fromText(value);
  const { data } = wirePerson.safeParse(value);
  return { name: data?.name ?? null, email: data?.email ?? null, isExternal: data?.is_external ?? null };
};
