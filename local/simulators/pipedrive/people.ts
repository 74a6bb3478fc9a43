import { me, type Person } from "./records.ts";
import type { Store } from "./store.ts";

/** A person to add, as short as one writes it by hand. */
export interface NewPerson {
  name: string;
  emails: string[];
  organization?: string;
  /** 3 (everyone) unless said otherwise; 1 is the owner alone. */
  visibleTo?: number;
  ownerId?: number;
}

/** Adds the person, and the organization unless there is one of that name. */
export const addPerson = (store: Store, person: NewPerson, now: Date): Person => {
  const time = rfc3339(now);
  const added: Person = {
    id: store.nextId("person"),
    name: person.name,
    emails: person.emails.map((value, at) => ({ value, primary: at === 0, label: "work" })),
    phones: [],
    org_id: person.organization === undefined ? null : organizationId(store, person.organization),
    owner_id: person.ownerId ?? me.id,
    visible_to: person.visibleTo ?? 3,
    add_time: time,
    update_time: time,
    is_deleted: false,
    label_ids: [],
    custom_fields: {},
  };
  store.change({ kind: "person_saved", person: added });
  return added;
};

/** Marks the person as deleted; false when there is no such person. */
export const deletePerson = (store: Store, id: number, now: Date): boolean => {
  const person = livePerson(store, id);
  if (!person) return false;
  store.change({ kind: "person_saved", person: { ...person, is_deleted: true, update_time: rfc3339(now) } });
  return true;
};

export const livePerson = (store: Store, id: number | null): Person | undefined => {
  const person = id === null ? undefined : store.people.get(id);
  return person?.is_deleted ? undefined : person;
};

export const isVisible = ({ visible_to, owner_id }: Person): boolean => visible_to !== 1 || owner_id === me.id;

const organizationId = (store: Store, name: string): number => {
  const known = [...store.organizations.values()].find((organization) => organization.name === name);
  if (known) return known.id;
  const organization = { id: store.nextId("organization"), name };
  store.change({ kind: "organization_saved", organization });
  return organization.id;
};

/** v2 writes times in whole seconds. */
export const rfc3339 = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

const samples: NewPerson[] = [
  { name: "Ben Buyer", emails: ["ben.buyer@example.org"], organization: "Globex" },
  { name: "John Smith", emails: ["john.smith@example.org"], organization: "Client Inc" },
  { name: "Pat Twin", emails: ["pat.twin@example.net"], organization: "Twin Trading" },
  { name: "Pat Twin", emails: ["pat.twin@example.net"] },
  {
    name: "Maija Esimerkki",
    emails: ["Maija.Esimerkki@example.net", "maija@example.org"],
    organization: "Example Industries Oy",
  },
  { name: "Dana Ramirez", emails: ["dana@example.net"], organization: "Ramirez & Partners" },
  { name: "Zoë O'Hara", emails: ["zoe.ohara@example.org"], organization: "Globex" },
  { name: "Łukasz Wzór", emails: ["lukasz.wzor+sales@example.net"], organization: "Wzór Sp. z o.o." },
  { name: "Kim Contact", emails: ["kim.contact@example.org", "kim@example.net"] },
];

/** Sample people, where there is nobody yet. */
export const seed = (store: Store, now: Date): void => {
  if (store.people.size > 0) return;
  for (const person of samples) addPerson(store, person, now);
};
