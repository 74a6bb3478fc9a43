import type postgres from "postgres";

export interface Routine {
  /** With its schema. */
  name: string;
  /** A statement that calls it with nothing but nulls. */
  call: string;
  /** Past the policies of its caller. */
  runsAsOwner: boolean;
  anon: boolean;
  authenticated: boolean;
  service: boolean;
}

/** Every function and procedure of both schemas, and who may execute it. */
export const routinesOf = (sql: postgres.Sql): Promise<Routine[]> => sql<Routine[]>`
  select pronamespace::regnamespace || '.' || proname as name, prosecdef as "runsAsOwner",
    format('select %s.%I(%s)', pronamespace::regnamespace, proname, (
      select string_agg('null::' || format_type(a.type, null), ', ' order by a.n)
      from unnest(proargtypes::oid[]) with ordinality as a (type, n))) as call,
    has_function_privilege('anon', oid, 'execute') as anon,
    has_function_privilege('authenticated', oid, 'execute') as authenticated,
    has_function_privilege('service_role', oid, 'execute') as service
  from pg_proc where pronamespace in ('public'::regnamespace, 'private'::regnamespace)`;
