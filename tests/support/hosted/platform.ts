import { vaultSql } from "../vault.ts";

/**
 * What hosted Supabase has before the first migration, as far as migrations can tell: `postgres` is no superuser there, and what the
 * platform brought belongs to others (https://github.com/supabase/postgres/tree/develop/migrations/db).
 */
export const roles = (password: string): string => `
alter role postgres rename to supabase_admin;
create role postgres login password '${password}' createdb createrole replication bypassrls;
create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;
create role supabase_auth_admin nologin noinherit;
create role supabase_realtime_admin nologin noinherit;
grant anon, authenticated, service_role to postgres with admin option;
`;

/** In each database: the part that every Supabase has, hosted or not. */
export const baseline = `
create schema extensions authorization postgres;
create schema auth authorization supabase_auth_admin;
create table auth.users (
  instance_id uuid,
  id uuid primary key default gen_random_uuid(),
  email varchar(255),
  encrypted_password varchar(255),
  email_confirmed_at timestamptz,
  raw_app_meta_data jsonb,
  raw_user_meta_data jsonb,
  created_at timestamptz,
  updated_at timestamptz
);
alter table auth.users owner to supabase_auth_admin;
create function auth.uid() returns uuid language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''),
                  nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;
alter function auth.uid() owner to supabase_auth_admin;
grant usage on schema public, extensions, auth to postgres, anon, authenticated, service_role;
grant all on all tables in schema auth to postgres;
`;

/** Vault, pg_net and pg_cron with the signatures of the real ones, which do nothing but write down what they are told. */
export const extensions = `
${vaultSql}
alter function vault.create_secret(text, text) security definer;
alter function vault.update_secret(uuid, text) security definer;
grant usage on schema vault to postgres;
grant select, delete on all tables in schema vault to postgres;

create schema net;
create table net.http_request_queue (
  id bigint generated always as identity, method text, url text, headers jsonb, body jsonb, timeout_milliseconds integer);
create table net._http_response (
  id bigint, status_code integer, timed_out boolean, error_msg text, created timestamptz not null default now());
create function net.http_post(
  url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{"Content-Type": "application/json"}',
  timeout_milliseconds integer default 5000) returns bigint language sql security definer as $$
  insert into net.http_request_queue (method, url, headers, body, timeout_milliseconds)
  values ('POST', url, headers, body, timeout_milliseconds) returning id
$$;
grant usage on schema net to postgres, anon, authenticated, service_role;
grant select on net._http_response to postgres;

create schema cron;
create table cron.job (
  jobid bigint generated always as identity primary key, schedule text not null, command text not null,
  username text not null, active boolean not null default true, jobname text, unique (jobname, username));
create table cron.job_run_details (runid bigint primary key, start_time timestamptz, end_time timestamptz);
create function cron.schedule(job_name text, schedule text, command text) returns bigint language plpgsql security definer as $$
declare id bigint;
begin
  if $2 !~ '^([1-5]?[0-9] seconds|([0-9*/,-]+ ){4}[0-9*/,-]+)$' then raise exception 'invalid schedule: %', $2; end if;
  insert into cron.job as j (jobname, schedule, command, username) values ($1, $2, $3, session_user)
  on conflict (jobname, username) do update set schedule = excluded.schedule, command = excluded.command
  returning jobid into id;
  return id;
end $$;
grant usage on schema cron to postgres;
grant select on cron.job to postgres;
grant all on cron.job_run_details to postgres;
`;

/** Since July 2026 nobody but the platform may do more to it than make policies, and some projects refuse even those. */
export const lockedRealtime = `
alter table realtime.messages owner to supabase_realtime_admin;
grant usage on schema realtime to postgres;
grant all on realtime.messages to postgres;
`;
