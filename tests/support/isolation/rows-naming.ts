import type postgres from "postgres";

/** All tables of both schemas, with their schema. */
const tablesOf = async (sql: postgres.Sql): Promise<string[]> =>
  (
    await sql<{ name: string }[]>`
      select relnamespace::regnamespace || '.' || relname as name from pg_class
      where relnamespace in ('public'::regnamespace, 'private'::regnamespace) and relkind in ('r', 'p')`
  ).map(({ name }) => name);

/** As patterns of LIKE: a regular expression of as many alternatives takes six times as long in a large database. */
const patternsOf = (ids: string[]): string[] => ids.map((id) => `%${id.replaceAll(/[\\%_]/g, "\\$&")}%`);

interface Found {
  table: string;
  /** Where the row stands in its table; another place after each change of it. */
  place: string;
  row: string;
}

/** Rows that name one of the ids, of what was written by this transaction or a later one. */
const found = (sql: postgres.Sql, tables: string[], ids: string[], since = "0"): Promise<Found[]> => {
  const parts = tables.map(
    (name) => `
      select '${name}' as table, t.ctid::text as place, t::text as row from ${name} t
      where case when t.xmin::text::bigint >= $2::bigint then t::text like any ($1) else false end`,
  );
  return sql.unsafe<Found[]>(parts.join(" union all "), [patternsOf(ids), since]);
};

const asLine = ({ table, row }: Found): string => `${table} ${row}`;

/** Every row of every table of both schemas that names one of these ids, as text, in order. */
export const rowsNaming = async (sql: postgres.Sql, ids: string[]): Promise<string[]> =>
  (await found(sql, await tablesOf(sql), ids)).map(asLine).toSorted();

export interface WatchedRows {
  /** What there was to begin with. */
  rows: string[];
  /** Rows that name one of the ids and came, went or were written since this was last asked. */
  changes(): Promise<string[]>;
}

/**
 * Watches the rows that name one of these ids. They are read once; then those only that were written since, whose transaction is a
 * later one, so that a large database is not read again and again. Transactions must not overlap with a question.
 */
export const watchRows = async (sql: postgres.Sql, ids: string[]): Promise<WatchedRows> => {
  const tables = await tablesOf(sql);
  const nextTransaction = async (): Promise<string> =>
    (await sql<{ next: string }[]>`select pg_snapshot_xmax(pg_current_snapshot())::text as next`)[0]?.next ?? "0";
  let since = await nextTransaction();
  let known = await found(sql, tables, ids);

  const stay = async (): Promise<Set<string>> => {
    const parts = tables.map((name) => {
      const places = known.filter(({ table }) => table === name).map(({ place }) => `'${place}'`);
      return places.length === 0
        ? []
        : [`select '${name} ' || t.ctid as at from ${name} t where t.ctid = any (array[${places.join()}]::tid[])`];
    });
    const rows = await sql.unsafe<{ at: string }[]>(parts.flat().join(" union all "));
    return new Set(rows.map(({ at }) => at));
  };

  return {
    rows: known.map(asLine).toSorted(),
    changes: async () => {
      const next = await nextTransaction();
      const [appeared, there] = [await found(sql, tables, ids, since), await stay()];
      const gone = known.filter(({ table, place }) => !there.has(`${table} ${place}`));
      since = next;
      known = [...known.filter((one) => !gone.includes(one)), ...appeared];
      return [
        ...gone.map((one) => `gone: ${asLine(one)}`),
        ...appeared.map((one) => `written: ${asLine(one)}`),
      ].toSorted();
    },
  };
};
