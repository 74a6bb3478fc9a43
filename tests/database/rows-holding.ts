import type postgres from "postgres";

const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
};

/** Every row of every table of ours that holds one of the texts somewhere, in any case: the table and the text around it. */
export const rowsHolding = async (sql: postgres.Sql, ...texts: string[]): Promise<string[]> => {
  const tables = await sql<{ name: string }[]>`
    select c.oid::regclass::text as name from pg_class c
    where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p') order by 1`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await sql<{ row: unknown }[]>`select to_jsonb(t) as row from ${sql(name.replace("public.", ""))} t`;
    for (const text of rows.flatMap(({ row }) => textsIn(row))) {
      const isNamed = texts.some((wanted) => text.toLowerCase().includes(wanted.toLowerCase()));
      if (isNamed) found.push(`${name}: ${text.slice(0, 200)}`);
    }
  }
  return found;
};
