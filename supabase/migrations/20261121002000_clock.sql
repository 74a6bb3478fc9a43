-- The clock that rings the worker. When it last did is remembered: one that has stopped is seen, by people and by monitors.
create table private.clock (
  is_only boolean primary key default true constraint there_is_one_row check (is_only),
  rung_at timestamptz,
  -- A clock that never rang is late only when it has had its time.
  watched_since timestamptz not null default now()
);
insert into private.clock default values;
alter table private.clock enable row level security;
grant select, insert, update, delete on private.clock to service_role;

-- Two that ring at once do not wait for each other: one of them is enough.
create function public.remember_ring() returns void
language sql security definer set search_path = '' as $$
  update private.clock set rung_at = now()
  where is_only in (select c.is_only from private.clock c for no key update skip locked)
$$;

create function private.clock_is_late() returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(c.rung_at, c.watched_since) < now() - interval '10 minutes' from private.clock c
$$;

-- What anybody may know: how the worker is, nothing about anyone. `queued` is what could be done now and is not begun.
create function public.worker_health() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'isLate', private.clock_is_late(),
    'rungSecondsAgo', floor(extract(epoch from now() - c.rung_at)),
    'queued', q.queued,
    'oldestSeconds', floor(extract(epoch from now() - q.oldest)))
  from private.clock c, (
    select count(*) as queued, coalesce(min(j.run_at), now()) as oldest from private.jobs j
    where j.state = 'queued' and j.run_at <= now()) q
$$;

-- For those who can do something about it, or tell somebody who can.
create function private.sees_late_clock() returns boolean
language sql stable security definer set search_path = '' as $$
  select cardinality(private.my_managed_workspaces()) > 0 and private.clock_is_late()
$$;
create function public.clock_is_late() returns boolean
language sql stable set search_path = '' as $$ select private.sees_late_clock() $$;

-- Calls one of our functions as the clock: with the key named `automations`, and without content, since pg_net hangs on bodies over
-- 64 kB. Null where pg_net or Vault is missing, or a value in Vault. Dynamic, so that it compiles without them.
create function private.invoke_edge_function(fn text, timeout_ms integer default 150000) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  project_url text;
  secret_key text;
  request bigint;
begin
  if to_regnamespace('net') is null or to_regclass('vault.decrypted_secrets') is null then return null; end if;
  execute $vault$
    select max(s.decrypted_secret) filter (where s.name = 'project_url'),
           max(s.decrypted_secret) filter (where s.name = 'automations_secret_key')
    from vault.decrypted_secrets s where s.name in ('project_url', 'automations_secret_key')
  $vault$ into project_url, secret_key;
  if project_url is null or secret_key is null then return null; end if;
  execute 'select net.http_post(url := $1, body := $2, headers := $3, timeout_milliseconds := $4)' into request
    using rtrim(project_url, '/') || '/functions/v1/' || fn, '{"rungBy": "clock"}'::jsonb,
      jsonb_build_object('Content-Type', 'application/json', 'apikey', secret_key), timeout_ms;
  return request;
end
$$;

revoke all on function public.remember_ring(), public.worker_health(), public.clock_is_late(), private.clock_is_late(),
  private.sees_late_clock(), private.invoke_edge_function(text, integer) from public, anon, authenticated;
grant execute on function public.remember_ring(), public.worker_health() to service_role;
grant execute on function public.clock_is_late(), private.sees_late_clock() to authenticated;

-- Only where the platform has them: the embedded stack rings by a timer of its own. A clock that cannot be set must not keep the
-- migrations from being applied: it is seen to be late.
do $$
declare seconds_are_known boolean := true;
begin
  if exists (select from pg_available_extensions where name = 'pg_net') then
    create extension if not exists pg_net with schema extensions;
  end if;
  if exists (select from pg_available_extensions where name = 'pg_cron') then
    create extension if not exists pg_cron;
  end if;
  if to_regprocedure('cron.schedule(text,text,text)') is null then
    raise notice 'no pg_cron here: something else must ring the worker';
    return;
  end if;
  begin
    perform cron.schedule('ring-worker', '20 seconds', 'select private.invoke_edge_function(''worker'')');
  exception when others then
    -- Before pg_cron 1.5 a minute is the shortest.
    seconds_are_known := false;
  end;
  if not seconds_are_known then
    perform cron.schedule('ring-worker', '* * * * *', 'select private.invoke_edge_function(''worker'')');
  end if;
  perform cron.schedule('forget-rings', '17 3 * * *',
    'delete from cron.job_run_details where coalesce(end_time, start_time) < now() - interval ''7 days''');
exception when others then
  raise warning 'no clock: %', sqlerrm;
end $$;
