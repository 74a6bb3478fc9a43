import type postgres from "postgres";

/** Every row of every table of both schemas that names one of these ids, as text, in order. */
export const rowsNaming = async (sql: postgres.Sql, ids: string[]): Promise<string[]> => {
  const tables = await sql<{ name: string }[]>`
    select relnamespace::regnamespace || '.' || relname as name from pg_class
    where relnamespace in ('public'::regnamespace, 'private'::regnamespace) and relkind in ('r', 'p')`;
  const parts = tables.map(({ name }) => `select '${name} ' || t::text as row from ${name} t where t::text ~ $1`);
  const rows = await sql.unsafe<{ row: string }[]>(parts.join(" union all "), [ids.join("|")]);
  return rows.map(({ row }) => row).toSorted();
};
