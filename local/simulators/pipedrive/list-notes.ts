import type { NoteQuery } from "./note-schemas.ts";
import { type Note, noteTargets, pinFlags } from "./records.ts";

/** The notes a list shows, and v1's way of telling whether there are more. */
export const listNotes = (notes: Iterable<Note>, query: NoteQuery) => {
  const found = [...notes].filter((note) => isWanted(note, query)).toSorted(inOrder(query.sort));
  const page = found.slice(query.start, query.start + query.limit);
  const next = query.start + query.limit;
  const more = next < found.length;
  const pagination = { start: query.start, limit: query.limit, more_items_in_collection: more };
  return { page, pagination: more ? { ...pagination, next_start: next } : pagination };
};

const isWanted = (note: Note, query: NoteQuery): boolean =>
  [...noteTargets, ...pinFlags, "user_id" as const].every(
    (key) => query[key] === undefined || query[key] === note[key],
  ) &&
  (query.start_date === undefined || note.add_time.slice(0, 10) >= query.start_date) &&
  (query.end_date === undefined || note.add_time.slice(0, 10) <= query.end_date) &&
  (query.updated_since === undefined ||
    Date.parse(`${note.update_time.replace(" ", "T")}Z`) >= Date.parse(query.updated_since));

const inOrder = (sort: string) => {
  const [field = "id", direction] = sort.toLowerCase().split(" ");
  const sign = direction === "desc" ? -1 : 1;
  return (one: Note, other: Note): number => sign * (compare(key(one, field), key(other, field)) || one.id - other.id);
};

const key = (note: Note, field: string): string | number => {
  if (field === "add_time" || field === "update_time" || field === "content") return note[field];
  return note.id;
};

const compare = (one: string | number, other: string | number): number => (one < other ? -1 : Number(one > other));
