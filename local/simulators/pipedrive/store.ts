import { openJournal } from "../shared/journal.ts";
import type { Note, Organization, Person } from "./records.ts";

/** One change of the data: what the journal holds. */
export type Change =
  | { kind: "person_saved"; person: Person }
  | { kind: "organization_saved"; organization: Organization }
  | { kind: "note_saved"; note: Note }
  | { kind: "note_deleted"; id: number };

/** What the simulated company has, in memory and, if asked for, in a journal that outlives the process. */
export interface Store {
  people: ReadonlyMap<number, Person>;
  organizations: ReadonlyMap<number, Organization>;
  notes: ReadonlyMap<number, Note>;
  change(change: Change): void;
  nextId(kind: "person" | "organization" | "note"): number;
  clear(): void;
}

const firstIds = { person: 1001, organization: 301, note: 90001 };

export const openStore = (journalPath?: string): Store => {
  const people = new Map<number, Person>();
  const organizations = new Map<number, Organization>();
  const notes = new Map<number, Note>();
  const nextIds = { ...firstIds };

  const apply = (change: Change): void => {
    switch (change.kind) {
      case "person_saved":
        people.set(change.person.id, change.person);
        nextIds.person = Math.max(nextIds.person, change.person.id + 1);
        return;
      case "organization_saved":
        organizations.set(change.organization.id, change.organization);
        nextIds.organization = Math.max(nextIds.organization, change.organization.id + 1);
        return;
      case "note_saved":
        notes.set(change.note.id, change.note);
        nextIds.note = Math.max(nextIds.note, change.note.id + 1);
        return;
      case "note_deleted":
        notes.delete(change.id);
    }
  };

  const journal = journalPath === undefined ? null : openJournal<Change>(journalPath, apply);

  return {
    people,
    organizations,
    notes,
    change(change) {
      journal?.append(change);
      apply(change);
    },
    nextId: (kind) => nextIds[kind],
    clear() {
      journal?.clear();
      for (const records of [people, organizations, notes]) records.clear();
      Object.assign(nextIds, firstIds);
    },
  };
};
