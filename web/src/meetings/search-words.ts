/** What to look for at first: the attendee's name, else what their address says of it ("ben.buyer" is "ben buyer"). */
export const firstTerm = ({ name, email }: { name: string | null; email: string | null }): string => {
  if (name && !name.includes("@")) return name.trim();
  const [local = ""] = (email ?? name ?? "").split("@");
  const [, words = ""] = /^([^+]*)/.exec(local) ?? [];
  return words.replaceAll(/[._\d-]+/g, " ").trim();
};

/** What the name of a new contact would be, in capitals where an address has none. */
export const firstName = (attendee: { name: string | null; email: string | null }): string => {
  const term = firstTerm(attendee);
  if (attendee.name === term) return term;
  return term.replaceAll(/(^|\s)(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
};
