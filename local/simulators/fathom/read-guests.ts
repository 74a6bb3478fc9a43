import type { Guest } from "./records.ts";

/** One guest a line: `Name <address>`, an address or a name. */
export const readGuests = (text: string): Guest[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [, name = "", email = ""] = /^([^<]*)<([^>]+)>$/.exec(line) ?? [];
      if (email !== "") return { name: name.trim() || null, email: email.trim() };
      return line.includes("@") ? { name: null, email: line } : { name: line, email: null };
    });
