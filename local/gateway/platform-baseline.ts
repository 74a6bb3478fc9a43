import type postgres from "postgres";

/** Roles and schemas that hosted Supabase has before the first migration, and that migrations grant to. */
const roles = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'service_role') then create role service_role nologin noinherit bypassrls; end if;
end $$;
create schema if not exists extensions;
grant usage on schema public, extensions to anon, authenticated, service_role;
`;

/** The hosted definitions: they read both the single setting of a claim and the claims as one JSON document. */
const authFunctions = `
grant usage on schema auth to anon, authenticated, service_role;
create or replace function auth.uid() returns uuid language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''),
                  nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;
create or replace function auth.role() returns text language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.role', true), ''),
                  nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role')
$$;
create or replace function auth.email() returns text language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.email', true), ''),
                  nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email')
$$;
`;

export const createRoles = async (sql: postgres.Sql): Promise<void> => {
  await sql.unsafe(roles);
  // Tells the advisors which schema the data API exposes.
  await sql.unsafe(`do $$ begin
    execute format('alter database %I set pgrst.db_schemas = %L', current_database(), 'public');
  end $$`);
};

/** To be run after every start of the gateway, which puts its own definitions back each time. */
export const installAuthFunctions = async (sql: postgres.Sql): Promise<void> => {
  await sql.unsafe(authFunctions);
};
