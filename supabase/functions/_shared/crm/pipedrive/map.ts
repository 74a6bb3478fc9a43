import type { CrmAccount, CrmContact, CrmPerson } from "../provider.ts";
import type { Me, NotesPage, Person, SearchPage } from "./wire-schemas.ts";

const sameAddress = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/** Whether a search for it can find anything: one address, short enough for Pipedrive's search. */
export const isSearchable = (email: string): boolean =>
  email.length <= 250 && /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(email);

/** Those of a result page who really have this address, among all of theirs: exact_match is not relied on. */
export const peopleWithAddress = (page: SearchPage, email: string): CrmPerson[] =>
  page.data.items
    .filter(({ item }) => item.emails?.some((address) => sameAddress(address, email)))
    .map(({ item }) => ({ id: item.id, name: item.name ?? "", organization: item.organization?.name ?? null }));

/** Whether Pipedrive searches for it at all: 2 characters and more. */
export const isSearchTerm = (term: string): boolean => term.length >= 2 && term.length <= 250 && !/\p{Cc}/u.test(term);

export const toContact = ({ item }: SearchPage["data"]["items"][number]): CrmContact => ({
  id: item.id,
  name: item.name ?? "",
  organization: item.organization?.name ?? null,
  emails: (item.emails ?? []).filter((email) => email !== ""),
});

/** One read or made by itself: its organization is an id there, not a name. */
export const toPerson = ({ data }: Person): CrmPerson => ({ id: data.id, name: data.name ?? "", organization: null });

/** Each person once, in the order of their first appearance. */
export const withoutRepeats = <Kind extends CrmPerson>(people: Kind[]): Kind[] => [
  ...new Map(people.map((person) => [person.id, person] as const)).values(),
];

export const toAccount = ({ data }: Me): Omit<CrmAccount, "limits"> => ({
  account: data.company_domain,
  companyName: data.company_name ?? "",
  userName: data.name ?? "",
});

/** The page's note that carries the reference, and whether notes older than `oldest` have been reached (newest come first). */
export const lookForReference = (
  page: NotesPage,
  reference: string,
  oldest: Date,
): { id: string | null; past: boolean } => {
  const notes = page.data ?? [];
  return {
    id: notes.find(({ content }) => content?.includes(reference))?.id ?? null,
    past: notes.some(({ add_time }) => {
      const added = parseUtc(add_time ?? "");
      return added !== null && added < oldest.getTime();
    }),
  };
};

/** v1 writes times as `YYYY-MM-DD HH:MM:SS`, in UTC. */
const parseUtc = (text: string): number | null => {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)/.exec(text) ?? [];
  const at = Date.parse(`${day}T${time}Z`);
  return Number.isNaN(at) ? null : at;
};
