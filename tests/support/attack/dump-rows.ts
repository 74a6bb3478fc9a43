import type postgres from "postgres";

/** How often somebody may deliver is counted for copies too: the one table that a copy changes. */
const countedAnyway = new Set(["private.delivery_allowances"]);

/** Every row of every table of ours, and of auth, as text. Postgres' own tables change by themselves. */
export const dumpRows = async (sql: postgres.Sql): Promise<string> => {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1`;
  const texts: string[] = [];
  for (const { name } of tables.filter(({ name }) => !countedAnyway.has(name))) {
    const [row] = await sql.unsafe(`select string_agg(t::text, E'\\n' order by t::text) as text from ${name} t`);
    texts.push(`${name}\n${row?.["text"] ?? ""}`);
  }
  return texts.join("\n");
};
