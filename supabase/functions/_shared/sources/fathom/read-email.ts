import { cleanEmail } from "../../meetings/clean-text.ts";

const inBrackets = /<([^<>]{3,254})>\s*$/;

/** An address alone or after a display name ("Ben Buyer <ben@example.org>"); null for anything else. */
export const readEmail = (value: unknown): string | null => {
  const alone = cleanEmail(value);
  if (alone !== null || typeof value !== "string" || value.length > 1000) return alone;
  return cleanEmail(inBrackets.exec(value)?.[1]);
};
