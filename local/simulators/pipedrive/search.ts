import type { Company } from "./context.ts";
import { isVisible } from "./people.ts";
import type { Person } from "./records.ts";
import { type SearchQuery, toCursor } from "./search-query.ts";

/** Who is found, in the order of their ids, as pages of `limit`; case never matters. */
export const searchPeople = (company: Company, query: SearchQuery) => {
  const indexedUntil = company.now().getTime() - company.searchDelayMs;
  const found = [...company.store.people.values()]
    .filter((person) => !person.is_deleted && isVisible(person) && Date.parse(person.add_time) <= indexedUntil)
    .filter((person) => query.organization_id === undefined || person.org_id === query.organization_id)
    .filter((person) => person.id > (query.cursor ?? 0) && matches(person, query));
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map((person) => ({ result_score: 0.5092, item: toItem(company, person) })),
    nextCursor: last && found.length > page.length ? toCursor(last.id) : null,
  };
};

const matches = (person: Person, { term, fields, exact_match }: SearchQuery): boolean => {
  const wanted = term.toLowerCase();
  const texts = [
    ...(fields.includes("name") ? [person.name] : []),
    ...(fields.includes("email") ? person.emails.map(({ value }) => value) : []),
    ...(fields.includes("phone") ? person.phones.map(({ value }) => value) : []),
  ].map((text) => text.toLowerCase());
  return texts.some((text) => (exact_match ? text === wanted : text.includes(wanted)));
};

// Addresses and numbers are plain strings here, and objects everywhere else.
const toItem = ({ store }: Company, person: Person) => ({
  id: person.id,
  type: "person",
  name: person.name,
  phones: person.phones.map(({ value }) => value),
  emails: person.emails.map(({ value }) => value),
  visible_to: person.visible_to,
  owner: { id: person.owner_id },
  organization: toOrganization(store.organizations.get(person.org_id ?? 0)),
  custom_fields: [],
  notes: [],
});

const toOrganization = (organization: { id: number; name: string } | undefined) =>
  organization ? { ...organization, address: null } : null;
