import type postgres from "postgres";
import type { Database } from "../../supabase/functions/_shared/platform/database.ts";

interface Routine {
  /** Name to SQL type. */
  parameters: Record<string, string>;
  returns: "rows" | "value" | "nothing";
}

const readRoutines = async (sql: postgres.Sql): Promise<Map<string, Routine>> => {
  const rows = await sql<(Routine & { name: string })[]>`
    select p.proname as name,
      case when p.prorettype = 'void'::regtype then 'nothing' when p.proretset then 'rows' else 'value' end as returns,
      coalesce((
        select jsonb_object_agg(p.proargnames[i], format_type(p.proargtypes[i - 1], null))
        from generate_series(1, p.pronargs) i), '{}') as parameters
    from pg_proc p where p.pronamespace = 'public'::regnamespace`;
  return new Map(rows.map(({ name, ...routine }) => [name, routine]));
};

/** Arguments go as one piece of JSON, of which the database makes a record of the right types, as PostgREST has it done. */
const callOf = (name: string, { parameters, returns }: Routine, given: string[]): string => {
  const strange = given.find((argument) => !(argument in parameters));
  if (strange !== undefined) throw new Error(`public.${name} has no parameter ${strange}`);
  const types = given.map((argument) => `"${argument}" ${parameters[argument]}`).join(", ");
  const call = `public.${name}(${given.map((argument) => `"${argument}" => given."${argument}"`).join(", ")})`;
  const from = given.length > 0 ? `jsonb_to_record($1::text::jsonb) as given (${types})` : "(select $1::text) as given";
  switch (returns) {
    case "rows":
      return `select coalesce(jsonb_agg(to_jsonb(answer)), '[]') as data from ${from}, lateral ${call} answer`;
    case "value":
      return `select to_jsonb(${call}) as data from ${from}`;
    case "nothing":
      return `select null as data from ${from}, lateral ${call} answer`;
  }
};

const failureOf = (error: unknown) => {
  const { code, message } = error as { code?: unknown; message?: unknown };
  // Five characters are an error of Postgres itself; anything else is a connection that broke.
  const isPostgres = typeof code === "string" && /^[0-9A-Z]{5}$/.test(code);
  return {
    data: null,
    error: { code: isPostgres ? code : "", message: String(message) },
    status: isPostgres ? 400 : 0,
  };
};

/**
 * The functions' database without HTTP: `rpc` calls the function of that name over a connection of the test and answers as
 * supabase-js does. What else a client has is not there.
 */
export const createSqlDatabase = async (sql: postgres.Sql): Promise<Database> => {
  const routines = await readRoutines(sql);
  const calls = new Map<string, string>();

  const rpc = async (name: string, args: Record<string, unknown> = {}) => {
    const routine = routines.get(name);
    if (!routine) throw new Error(`there is no function public.${name}`);
    const given = Object.keys(args).filter((argument) => args[argument] !== undefined);
    const key = `${name} ${given.join(" ")}`;
    const call = calls.get(key) ?? callOf(name, routine, given);
    calls.set(key, call);
    try {
      const [row] = await sql.unsafe(call, [JSON.stringify(args)], { prepare: true });
      return { data: row?.["data"] ?? null, error: null, status: 200 };
    } catch (error) {
      return failureOf(error);
    }
  };
  return { rpc } as unknown as Database;
};
