import { countedOf } from "@/lib/counted-words.ts";
import { type DateStyle, formatDay } from "@/lib/dates.ts";
import { shorten } from "@/lib/shorten.ts";
import type { ListSearch, ORIGINS, OUTCOMES } from "./list-search.ts";

export const OUTCOME_FILTERS: Readonly<Record<(typeof OUTCOMES)[number], string>> = {
  note_added: "Logged",
  not_found: "Not found in Pipedrive",
  ambiguous: "Several matches, choose one",
  failed: "Failed",
  dry_run: "Dry run",
  pending: "Pending",
  internal: "Internal only",
};

export const ORIGIN_FILTERS: Readonly<Record<(typeof ORIGINS)[number], string>> = {
  webhook: "Sent when it ended",
  sweep: "Found by the hourly check",
  import: "Imported",
};

/** A filter that is set, and what it says in words: "Outcome: failed". */
export interface ActiveFilter {
  name: keyof ListSearch;
  words: string;
}

const dayWords = (day: string, style: DateStyle): string =>
  formatDay(`${day}T12:00:00Z`, { ...style, timeZone: "UTC" });

/** All filters that are set, the words of the search among them, in the order of the form. */
export const activeFilters = (search: ListSearch, style: DateStyle): ActiveFilter[] => {
  const { q, whose, outcome, from, to, person, origin } = search;
  const all: [keyof ListSearch, string | undefined][] = [
    ["q", q && `“${shorten(q, 40)}”`],
    ["whose", whose === "mine" ? "My meetings" : undefined],
    ["outcome", outcome && `Outcome: ${OUTCOME_FILTERS[outcome]}`],
    ["from", from && `From ${dayWords(from, style)}`],
    ["to", to && `Until ${dayWords(to, style)}`],
    ["person", person && `With ${shorten(person, 60)}`],
    ["origin", origin && ORIGIN_FILTERS[origin]],
  ];
  return all.flatMap(([name, words]) => (words ? [{ name, words }] : []));
};

/** The same address without one of its filters. */
export const without = (search: ListSearch, name: keyof ListSearch): ListSearch => ({ ...search, [name]: undefined });

/** "1 meeting", "128 meetings", and "10,000+ meetings" for more than are counted. */
export const countWords = (count: number): string => countedOf(count, "meeting", "meetings");
