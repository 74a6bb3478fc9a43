-- Nothing is missed (promise 5): every hour each integration with an API key is compared with what the source has of the last 48 hours.

-- How far a sweep of many meetings has come: a list takes more calls than a minute has. The same span of time, or the cursor would
-- mean something else.
create table private.sweep_places (
  job_id uuid primary key references private.jobs (id) on delete cascade,
  since timestamptz not null,
  until timestamptz not null,
  cursor text not null,
  seen text[] not null default '{}'
);
alter table private.sweep_places enable row level security;
grant select, insert, update, delete on private.sweep_places to service_role;

-- Those whose time has come get a job; who has one already is swept by that.
create function private.enqueue_sweeps(most integer) returns integer
language sql security definer set search_path = '' as $$
  with due as (
    update public.fathom_integrations f set next_sweep_at = now() + interval '1 hour'
    where f.id in (
      select i.id from public.fathom_integrations i
      -- Asked for by a person: it has a job that knows so.
      where i.next_sweep_at <= now() and i.next_sweep_at > '-infinity' and i.status = 'active' order by i.next_sweep_at limit most for no key update skip locked)
    returning f.id, f.workspace_id
  ), queued as (
    -- Two hundred that are due together hold up no delivery.
    insert into private.jobs (kind, workspace_id, integration_id, priority) select 'sweep', d.workspace_id, d.id, 1 from due d
    on conflict do nothing returning 1
  )
  select count(*)::integer from queued
$$;

-- A person wants it now: also what is so new that its webhook may still come. One that is on its way begins anew. `done`, or
-- `not_connected`.
create function public.sweep_now(integration uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare workspace uuid;
begin
  update public.fathom_integrations f set next_sweep_at = '-infinity'
  where f.id = integration and f.status = 'active' and exists (select from private.fathom_integration_keys k where k.integration_id = f.id)
  returning f.workspace_id into workspace;
  if workspace is null then return 'not_connected'; end if;
  insert into private.jobs as job (kind, workspace_id, integration_id) values ('sweep', workspace, integration)
  on conflict (integration_id) do update set again = job.state = 'running', attempts = 0, priority = 0, run_at = least(job.run_at, now()),
    state = case job.state when 'running' then 'running' else 'queued' end;
  delete from private.sweep_places p using private.jobs j where j.integration_id = integration and p.job_id = j.id;
  return 'done';
end
$$;

-- The last two days, and all since the last sweep that came to its end if that is longer ago (a key was refused, Fathom was away), at
-- most a month. What is younger than a quarter of an hour is left to its webhook, if there is one and nobody asked for it.
create function public.load_sweep(job uuid, lease uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'integrationId', i.id, 'fathomUserEmail', i.fathom_user_email, 'triggeredFor', i.triggered_for, 'sealedKey', k.sealed,
    'since', coalesce(p.since, greatest(now() - interval '30 days',
      least(now() - interval '48 hours', coalesce(i.swept_at, k.created_at) - interval '2 hours'))),
    'until', coalesce(p.until,
      now() - case when i.webhook_id is null or i.next_sweep_at = '-infinity' then interval '0' else interval '15 minutes' end),
    'cursor', p.cursor,
    'membersAreDue', not exists (
      select from public.fathom_people p
      where p.workspace_id = i.workspace_id and p.is_member and p.seen_at > now() - interval '1 day'))
  from private.jobs j
  join public.fathom_integrations i on i.id = j.integration_id
  join private.fathom_integration_keys k on k.integration_id = i.id
  left join private.sweep_places p on p.job_id = j.id
  where j.id = job and j.lease_token = lease and j.state = 'running'
$$;

-- Which of some listed items (light: without content) are worth fetching: those that are not known and, unless only these are wanted,
-- for a day those of which a summary, a transcript or action items may still come. If only these, not what a running import has in the
-- inbox already.
create function public.find_missing(integration uuid, items jsonb, only_unknown boolean) returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(l."externalId"), '{}')
  from public.fathom_integrations i, jsonb_populate_recordset(null::private.listed_item, items) l,
    lateral (select * from private.known_meeting(i.workspace_id, l)) m
  where i.id = integration and l."externalId" is not null and (
    (m.id is null and not (only_unknown and exists (
      select from public.imports o where o.integration_id = i.id and o.state = 'running' and private.took_recording(o.id, i, l))))
    or (not only_unknown and m.erased_at is null and l."createdAt" > now() - interval '1 day'
      and (m.summary is null or m.action_items is null or (m.transcript is null and private.keeps_transcript(m)))))
$$;

-- Answers how many of the items were taken, or null when the lease was lost. Meetings that were not known before are counted.
create function public.take_swept(job uuid, lease uuid, items jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  j private.jobs := private.job_under_lease(job, lease);
  i public.fathom_integrations;
  taken jsonb;
begin
  if j.id is null then return null; end if;
  select * into i from public.fathom_integrations where id = j.integration_id;
  taken := private.take_found(i, 'sweep', null, items, null);
  if (taken ->> 'found')::integer > 0 then
    update public.fathom_integrations set found_by_sweep = found_by_sweep + (taken ->> 'found')::integer, last_found_at = now() where id = i.id;
  end if;
  return (taken ->> 'taken')::integer;
end
$$;

-- `people`: who was seen recording or is a member, [{email, name, isMember, lastRecordedAt}]; `knowsMembers`: these are all members.
create function private.remember_people(workspace uuid, people jsonb) returns void
language sql security definer set search_path = '' as $$
  insert into public.fathom_people as p (workspace_id, email, name, is_member, last_recorded_at)
  select distinct on (lower(n.email)) workspace, lower(n.email), n.name, coalesce(n."isMember", false), n."lastRecordedAt"
  from jsonb_to_recordset(people) as n(email text, name text, "isMember" boolean, "lastRecordedAt" timestamptz)
  where n.email is not null
  order by lower(n.email), n."isMember" desc nulls last
  on conflict (workspace_id, email) do update set
    name = coalesce(excluded.name, p.name), is_member = excluded.is_member or p.is_member,
    last_recorded_at = greatest(excluded.last_recorded_at, p.last_recorded_at), seen_at = now()
$$;

create function public.remember_fathom_people(workspace uuid, people jsonb) returns void
language sql security definer set search_path = '' as $$
  select private.remember_people(workspace, people)
$$;

-- It has come to its end, or to a `place` from where it goes on: {since, until, cursor}.
create function public.finish_sweep(job uuid, lease uuid, people jsonb, place jsonb default null) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  j private.jobs := private.job_under_lease(job, lease);
  mark text := md5(place ->> 'cursor');
begin
  if j.id is null then return false; end if;
  perform private.remember_people(j.workspace_id, people);
  if mark is not null and not j.again then
    insert into private.sweep_places as p (job_id, since, until, cursor, seen)
    values (j.id, (place ->> 'since')::timestamptz, (place ->> 'until')::timestamptz, place ->> 'cursor', array[mark])
    on conflict (job_id) do update set cursor = excluded.cursor, seen = p.seen || excluded.seen where mark <> all (p.seen);
    if found then
      perform private.begin_anew(j.id);
    else
      perform private.end_failed_sweep(j.integration_id,
        'Fathom led round in circles: it named a page that was fetched already. What came before is here; it is tried again in an hour.');
    end if;
    return true;
  end if;
  delete from private.sweep_places where job_id = j.id;
  if j.again then
    perform private.begin_anew(j.id);
    return true;
  end if;
  update public.fathom_integrations set swept_at = now(), sweep_error = null, last_error = null, next_sweep_at = now() + interval '1 hour'
  where id = j.integration_id and status = 'active';
  delete from private.jobs where id = j.id;
  return true;
end
$$;

-- It did not come to an end: the next one is in an hour.
create function private.end_failed_sweep(integration uuid, failure text) returns void
language sql security definer set search_path = '' as $$
  update public.fathom_integrations set sweep_error = failure, next_sweep_at = now() + interval '1 hour' where id = integration and status = 'active';
  delete from private.jobs where kind = 'sweep' and integration_id = integration;
$$;

revoke all on function private.enqueue_sweeps(integer), public.sweep_now(uuid), public.load_sweep(uuid, uuid), public.find_missing(uuid, jsonb, boolean),
  public.take_swept(uuid, uuid, jsonb), private.remember_people(uuid, jsonb), public.remember_fathom_people(uuid, jsonb),
  public.finish_sweep(uuid, uuid, jsonb, jsonb), private.end_failed_sweep(uuid, text) from public, anon, authenticated;
grant execute on function public.sweep_now(uuid), public.load_sweep(uuid, uuid), public.find_missing(uuid, jsonb, boolean),
  public.take_swept(uuid, uuid, jsonb), public.remember_fathom_people(uuid, jsonb), public.finish_sweep(uuid, uuid, jsonb, jsonb) to service_role;
