import type { Figure } from "../figure.ts";
import type { World } from "./ask.ts";

/** What a meeting takes on disk, with all that belongs to it: rows, indexes, texts. */
export const diskFigures = async ({ sql, meetings }: World, attendees: number): Promise<Figure[]> => {
  const tables = await sql<{ name: string; data: number; indexes: number }[]>`
    select c.relname as name, pg_table_size(c.oid)::float8 as data, pg_indexes_size(c.oid)::float8 as indexes
    from pg_class c
    where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
      and pg_total_relation_size(c.oid) > pg_database_size(current_database()) / 100
    order by pg_total_relation_size(c.oid) desc`;
  const figure = (what: string, bytes: number): Figure => ({
    what: `on disk, of each meeting with ${attendees} attendees: ${what}`,
    value: bytes / meetings / 1000,
    unit: "kB",
  });
  return tables.flatMap(({ name, data, indexes }) => [figure(name, data), figure(`indexes of ${name}`, indexes)]);
};
