-- The queue: one row a piece of work, gone when it is done. A lease, not a lock: the job of a worker that died is
-- claimed by the next one when its lease runs out, and whatever the dead one still says is refused by its lease token.
create table private.jobs (
  id uuid primary key default gen_random_uuid(),
  kind text not null constraint job_kind_is_known check (kind in ('store', 'log', 'alert', 'delete_note', 'import', 'sweep', 'remove_webhook')),
  -- The lower ones first: what has just come about (0), what looks for more (1), what was imported (2).
  priority smallint not null default 0 constraint job_priority_is_known check (priority between 0 and 2),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  event_id uuid references public.webhook_events (id) on delete cascade,
  meeting_id uuid references public.meetings (id) on delete cascade,
  alert_id uuid references public.alerts (id) on delete cascade,
  note_deletion_id uuid references private.note_deletions (id) on delete cascade,
  import_id uuid references public.imports (id) on delete cascade,
  -- Whom a sweep is for.
  integration_id uuid references public.fathom_integrations (id) on delete cascade,
  webhook_removal_id uuid references private.webhook_removals (id) on delete cascade,
  state text not null default 'queued' constraint job_state_is_known check (state in ('queued', 'running', 'dead')),
  -- Tries that came to an end: by them it is decided how long to wait, and when to give up.
  attempts integer not null default 0,
  -- Times in a row that it was handed out and nobody said how it ended: its workers die on it.
  claims integer not null default 0,
  run_at timestamptz not null default now(),
  lease_token uuid,
  leased_until timestamptz,
  -- Asked for again while it was running: it runs once more when it is done.
  again boolean not null default false,
  error text,
  created_at timestamptz not null default now(),
  constraint job_has_its_subject check (case kind
    when 'store' then event_id is not null
    when 'log' then meeting_id is not null
    when 'alert' then alert_id is not null
    when 'delete_note' then note_deletion_id is not null
    when 'import' then import_id is not null
    when 'sweep' then integration_id is not null
    when 'remove_webhook' then webhook_removal_id is not null
  end)
);
create unique index one_store_job_per_event on private.jobs (event_id) where kind = 'store';
create unique index one_job_of_a_kind_per_meeting on private.jobs (meeting_id, kind);
create unique index one_job_per_alert on private.jobs (alert_id);
create unique index one_job_per_note_deletion on private.jobs (note_deletion_id);
create unique index one_job_per_import on private.jobs (import_id);
create unique index one_sweep_per_integration on private.jobs (integration_id);
create unique index one_job_per_webhook_removal on private.jobs (webhook_removal_id);
-- Leads from workspace to workspace without reading what each has waiting.
create index jobs_in_turn on private.jobs (priority, workspace_id, run_at) where state = 'queued';
create index jobs_leased on private.jobs (leased_until) where state = 'running';
create index jobs_of_an_event on private.jobs (event_id);
create index jobs_of_a_workspace on private.jobs (workspace_id);

alter table private.jobs enable row level security;
grant select, insert, update, delete on private.jobs to service_role;

-- The first workspaces above one and up to another that have a job of this priority due, in order. Of each only the job that is due
-- first is looked at.
create function private.due_workspaces(level integer, above uuid, up_to uuid, most integer) returns uuid[]
language sql stable security definer set search_path = '' as $$
  with recursive turn as (
    (select j.workspace_id, j.run_at from private.jobs j
     where j.state = 'queued' and j.priority = level and j.workspace_id > above and j.workspace_id <= up_to
     order by j.workspace_id, j.run_at limit 1)
    union all
    select n.workspace_id, n.run_at from turn t cross join lateral (
      select j.workspace_id, j.run_at from private.jobs j
      where j.state = 'queued' and j.priority = level and j.workspace_id > t.workspace_id and j.workspace_id <= up_to
      order by j.workspace_id, j.run_at limit 1) n
  )
  select array(select t.workspace_id from turn t where t.run_at <= now() limit most)
$$;

-- The jobs that come next, locked: by priority, and in each the workspaces in turn from the one that follows `after`: one job of
-- each, the one that is due longest, then one more of each. So nobody waits for another's backlog, and it makes no claim
-- slower. What dead workers left waits again since their lease ran out. `held`: the workspaces of what the worker is at. Of its
-- places none gets more than it leaves free, so that one with a slow CRM never has them all; null: any may.
create function private.next_jobs(max_jobs integer, held uuid[], after uuid) returns uuid[]
language plpgsql security definer set search_path = '' as $$
declare
  lowest constant uuid := '00000000-0000-0000-0000-000000000000';
  highest constant uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
  is_shared constant boolean := held is not null;
  chosen uuid[] := '{}';
  in_turn uuid[];
  served uuid[];
  workspace uuid;
  job uuid;
begin
  held := coalesce(held, '{}');
  update private.jobs j set state = 'queued', run_at = j.leased_until, lease_token = null, leased_until = null
  where j.id in (
    select d.id from private.jobs d where d.state = 'running' and d.leased_until < now()
    order by d.leased_until limit 100 for update skip locked);
  for level in 0..2 loop
    in_turn := private.due_workspaces(level, after, highest, max_jobs + cardinality(held));
    in_turn := in_turn || private.due_workspaces(level, lowest, after, max_jobs + cardinality(held) - cardinality(in_turn));
    while cardinality(in_turn) > 0 and cardinality(chosen) < max_jobs loop
      served := '{}';
      foreach workspace in array in_turn loop
        exit when cardinality(chosen) = max_jobs;
        continue when is_shared and cardinality(array_positions(held, workspace)) >= max_jobs - cardinality(chosen);
        select j.id into job from private.jobs j
        where j.state = 'queued' and j.priority = level and j.workspace_id = workspace and j.run_at <= now() and j.id <> all (chosen)
        order by j.run_at limit 1 for update skip locked;
        continue when job is null;
        chosen := chosen || job;
        held := held || workspace;
        served := served || workspace;
      end loop;
      in_turn := served;
    end loop;
    exit when cardinality(chosen) = max_jobs;
  end loop;
  return chosen;
end
$$;

-- Hands out work that is due, or whose worker died, in the order of next_jobs. Several workers at once never get the same job.
-- `attempts` counts the try that begins. Without `after` the turn begins somewhere.
create function public.claim_jobs(max_jobs integer, lease_seconds integer, held uuid[] default null, after uuid default null)
returns table (
  id uuid, kind text, workspace_id uuid, event_id uuid, meeting_id uuid, attempts integer, claims integer, lease_token uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare chosen uuid[] := private.next_jobs(max_jobs, held, coalesce(after, gen_random_uuid()));
begin
  return query
  with claimed as (
    update private.jobs j
    set state = 'running', claims = j.claims + 1, lease_token = gen_random_uuid(),
        leased_until = now() + make_interval(secs => lease_seconds)
    where j.id = any (chosen)
    returning j.*
  ), events as (
    -- In one order for everybody: an event may have several jobs, and a job several events.
    select e.id from public.webhook_events e
    where e.id in (select c.event_id from claimed c) order by e.id for no key update
  ), marked as (
    update public.webhook_events e
    set state = 'processing', attempts = e.attempts + 1
    from events w where e.id = w.id
  )
  select c.id, c.kind, c.workspace_id, c.event_id, c.meeting_id, c.attempts + 1, c.claims, c.lease_token
  from claimed c order by array_position(chosen, c.id);
end
$$;

-- The recording that leads the conversation: its log job is the one of all its recordings.
create function private.leading_meeting(meeting uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select coalesce(m.recording_of, m.id) from public.meetings m where m.id = meeting
$$;

-- All recordings of the conversation that `leader` leads.
create function private.recordings_of(leader uuid) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select array(select m.id from public.meetings m where m.id = leader or m.recording_of = leader)
$$;

-- Locks the job if the lease is still the caller's; null otherwise. What follows in the same transaction is then safe from
-- a worker that lost its lease in the middle. Its meeting is locked before it, in the order that store_meetings takes: so
-- the end of a log job and a delivery that stores the same meeting see each other.
create function private.job_under_lease(job uuid, lease uuid) returns private.jobs
language plpgsql security definer set search_path = '' as $$
declare found_job private.jobs;
begin
  perform 1 from public.meetings m
  where m.id = (select j.meeting_id from private.jobs j where j.id = job) for no key update;
  -- A sweep's integration too: whoever asks for a sweep or ends the integration has it before the job.
  perform 1 from public.fathom_integrations i
  where i.id = (select j.integration_id from private.jobs j where j.id = job) for no key update;
  select j.* into found_job from private.jobs j
  where j.id = job and j.lease_token = lease and j.state = 'running' for update;
  return found_job;
end
$$;

-- An event is over when no job of it, or of a meeting it brought, is left to do; then it says how it ended. Two jobs of one
-- event that end together wait for each other at the event, and the second one settles it.
create function private.settle_events(events uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from public.webhook_events e where e.id = any (events) order by e.id for no key update;
  -- A statement of its own: it must see what those we waited for have committed.
  with jobs_of as (
    select e.id as event_id, j.state, j.error from public.webhook_events e
    join private.jobs j on j.event_id = e.id
      or j.meeting_id in (
        select private.leading_meeting(me.meeting_id) from public.meeting_events me where me.event_id = e.id)
    where e.id = any (events)
  )
  update public.webhook_events e set
    state = case when exists (select from jobs_of o where o.event_id = e.id) then 'dead' else 'processed' end,
    error = (select o.error from jobs_of o where o.event_id = e.id limit 1),
    -- Somebody who is looked up again later does not change when it was over.
    finished_at = case when e.state = 'processed' then e.finished_at else now() end
  where e.id = any (events) and e.state <> 'unreadable'
    and not exists (select from jobs_of o where o.event_id = e.id and o.state <> 'dead');
end
$$;

create function private.events_of(j private.jobs) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select array(select me.event_id from public.meeting_events me where me.meeting_id = any (private.recordings_of(j.meeting_id)))
         || case when j.event_id is null then '{}'::uuid[] else array[j.event_id] end
$$;

-- Asked for while it was running: it gets all its tries.
create function private.begin_anew(job uuid) returns void
language sql security definer set search_path = '' as $$
  update private.jobs set state = 'queued', again = false, attempts = 0, claims = 0, run_at = now(), lease_token = null, leased_until = null
  where id = job
$$;

-- Back to the queue: the log job of the conversation takes up whoever is pending. Asked for twice it is still one job.
create function private.enqueue_log(meeting uuid, workspace uuid, event uuid) returns void
language sql security definer set search_path = '' as $$
  insert into private.jobs as job (kind, workspace_id, event_id, meeting_id) values ('log', workspace, event, private.leading_meeting(meeting))
  on conflict (meeting_id, kind) do update set
    again = job.state = 'running', attempts = 0, claims = case job.state when 'running' then job.claims else 0 end,
    run_at = now(), error = null,
    state = case job.state when 'running' then 'running' else 'queued' end
$$;

create function public.finish_job(job uuid, lease uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare j private.jobs := private.job_under_lease(job, lease);
begin
  if j.id is null then return false; end if;
  if j.again then
    perform private.begin_anew(j.id);
    return true;
  end if;
  delete from private.jobs where id = j.id;
  perform private.settle_events(private.events_of(j));
  return true;
end
$$;

-- `counts` false: it was not tried at all (its CRM wants no calls before a certain time), so no try is used up. Otherwise who
-- was asked for meanwhile does not wait for what the tries of before had come to.
create function public.retry_job(job uuid, lease uuid, delay_ms bigint, failure text, counts boolean default true) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  j private.jobs := private.job_under_lease(job, lease);
  untried integer := case when counts then 0 else 1 end;
begin
  if j.id is null then return false; end if;
  if j.again and counts and j.kind = 'log' then
    perform private.begin_anew(j.id);
    return true;
  end if;
  update private.jobs
  set state = 'queued', again = false, attempts = j.attempts + 1 - untried, claims = 0, lease_token = null, leased_until = null,
      error = failure, run_at = now() + make_interval(secs => delay_ms / 1000.0)
  where id = j.id;
  perform 1 from public.webhook_events e where e.id = any (private.events_of(j)) order by e.id for no key update;
  update public.webhook_events e
  set state = 'retrying', error = failure, attempts = greatest(e.attempts - case e.id when j.event_id then untried else 0 end, 0)
  where e.id = any (private.events_of(j)) and e.state in ('received', 'processing', 'retrying');
  return true;
end
$$;

-- Given up: kept, with the reason, until a person replays it. Who still waited says so too; an intent that is open stays,
-- so that a replay looks before it writes. What was asked for meanwhile gets its own tries, and who was given up with it.
create function public.bury_job(job uuid, lease uuid, failure text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare j private.jobs := private.job_under_lease(job, lease);
begin
  if j.id is null then return false; end if;
  if j.again and j.kind = 'log' then
    update public.attendee_outcomes set status = 'pending', reason = null, error = null, attempts = 0, updated_at = now()
    where meeting_id = any (private.recordings_of(j.meeting_id)) and status = 'failed' and reason = 'gave_up';
    perform private.begin_anew(j.id);
    return true;
  end if;
  case j.kind
    -- An alert that cannot be sent still stands in the client; a failing alert must not make another one.
    when 'alert' then delete from private.jobs where id = j.id;
    when 'delete_note' then perform private.end_note_deletion(j.note_deletion_id, false);
    when 'import' then perform private.halt_import(j.import_id, 'paused', failure);
    when 'sweep' then perform private.end_failed_sweep(j.integration_id, failure);
    when 'remove_webhook' then perform private.end_webhook_removal(j.webhook_removal_id, failure);
    else
      update private.jobs set state = 'dead', lease_token = null, leased_until = null, error = failure where id = j.id;
      update public.attendee_outcomes set status = 'failed', reason = 'gave_up', error = failure, updated_at = now()
      where meeting_id = any (private.recordings_of(j.meeting_id)) and status = 'pending';
      perform private.settle_events(private.events_of(j));
      if j.kind = 'store' then
        perform private.source_failed(j.event_id);
        perform private.count_import(j.event_id, 'failed');
      end if;
      perform private.raise_alert(j.workspace_id, 'dead_letter', 1);
  end case;
  return true;
end
$$;

revoke all on function private.due_workspaces(integer, uuid, uuid, integer), private.next_jobs(integer, uuid[], uuid),
  public.claim_jobs(integer, integer, uuid[], uuid), public.finish_job(uuid, uuid),
  public.retry_job(uuid, uuid, bigint, text, boolean), public.bury_job(uuid, uuid, text),
  private.leading_meeting(uuid), private.recordings_of(uuid), private.job_under_lease(uuid, uuid), private.settle_events(uuid[]), private.events_of(private.jobs),
  private.begin_anew(uuid), private.enqueue_log(uuid, uuid, uuid) from public, anon, authenticated;
grant execute on function public.claim_jobs(integer, integer, uuid[], uuid), public.finish_job(uuid, uuid),
  public.retry_job(uuid, uuid, bigint, text, boolean), public.bury_job(uuid, uuid, text) to service_role;
