import type postgres from "postgres";

/** What roles may do with tables, views and their columns in both schemas, as `role verb schema.table`, in order. */
export const heldPrivileges = async (sql: postgres.Sql, roles: string[]): Promise<string[]> => {
  const rows = await sql<{ held: string }[]>`
    select r.rolname || ' ' || v.verb || ' ' || c.relnamespace::regnamespace || '.' || c.relname as held
    from pg_class c
    cross join pg_roles r
    cross join unnest(
      array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain']) as v (verb)
    where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p', 'v', 'm', 'f')
      and r.rolname in ${sql(roles)}
      and (has_table_privilege(r.oid, c.oid, v.verb)
        or (v.verb in ('select', 'insert', 'update', 'references') and has_any_column_privilege(r.oid, c.oid, v.verb)))`;
  return rows.map(({ held }) => held).toSorted();
};
