import type postgres from "postgres";

/** Every row of every table of both schemas that names one of these ids, as text, in order. */
export const rowsNaming = async (sql: postgres.Sql, ids: string[]): Promise<string[]> => {
  const tables = await sql<{ name: string }[]>`
    select relnamespace::regnamespace || '.' || relname as name from pg_class
    where relnamespace in ('public'::regnamespace, 'private'::regnamespace) and relkind in ('r', 'p')`;
  const parts = tables.map(
    ({ name }) => `select '${name} ' || t::text as row from ${name} t where t::text like any ($1)`,
  );
  // As patterns of LIKE: a regular expression of as many alternatives takes six times as long in a large database.
  const patterns = ids.map((id) => `%${id.replaceAll(/[\\%_]/g, "\\$&")}%`);
  const rows = await sql.unsafe<{ row: string }[]>(parts.join(" union all "), [patterns]);
  return rows.map(({ row }) => row).toSorted();
};
