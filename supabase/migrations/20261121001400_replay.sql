-- Doing again what was given up or did not come to a good end. Nothing that is logged is touched, so twice is once.

-- Those of some attendees who can be logged again wait again; their conversations' log jobs take them up. The conversations
-- are locked first, in one order for everybody. Returns how many they are.
create function private.wait_again(outcomes uuid[]) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  counted integer;
  conversations uuid[];
begin
  perform 1 from public.meetings m
  where m.id in (select private.leading_meeting(o.meeting_id) from public.attendee_outcomes o where o.id = any (outcomes))
  order by m.id for no key update;
  -- What an import left unwritten is written when a person asks for it.
  perform 1 from public.meetings m
  where m.notes_withheld and m.id in (
    select o.meeting_id from public.attendee_outcomes o where o.id = any (outcomes) and o.status = 'dry_run')
  order by m.id for no key update;
  update public.meetings m set notes_withheld = false
  where m.notes_withheld and m.id in (
    select o.meeting_id from public.attendee_outcomes o where o.id = any (outcomes) and o.status = 'dry_run');
  with again as (
    update public.attendee_outcomes o
    set status = 'pending', reason = null, error = null, attempts = 0, next_lookup_at = null, updated_at = now()
    where o.id = any (outcomes) and o.status in ('failed', 'not_found', 'ambiguous', 'dry_run')
      -- Without an address only who a person has chosen can be logged.
      and (o.email is not null or o.crm_person_id is not null)
    returning private.leading_meeting(o.meeting_id) as leader
  )
  select count(*), array_agg(distinct a.leader) into counted, conversations from again a;
  perform private.enqueue_log(m.id, m.workspace_id, null) from public.meetings m where m.id = any (conversations);
  return counted;
end
$$;

-- Locks what a replay of these events changes, in the order in which jobs do: conversations, jobs, events. All of it before
-- anything is changed, so that nobody holds what another one waits for. A job that somebody has is not waited for: it runs.
create function private.lock_for_replay(events uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  conversations uuid[] := array(
    select distinct private.leading_meeting(me.meeting_id) from public.meeting_events me where me.event_id = any (events));
begin
  perform 1 from public.meetings m where m.id = any (conversations) order by m.id for no key update;
  perform 1 from private.jobs j
  where (j.event_id = any (events) and j.kind = 'store') or (j.kind = 'log' and j.meeting_id = any (conversations))
  order by j.id for update skip locked;
  perform 1 from public.webhook_events e where e.id = any (events) order by e.id for no key update;
end
$$;

-- Says how it went: `done`; `running` (somebody is at it already); `nothing` (its content is erased and nothing of it is left
-- to do). Everything that it changes is locked.
create function private.replay_locked(event uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  e public.webhook_events;
  waiting integer;
  conversations uuid[] := array(
    select distinct private.leading_meeting(me.meeting_id) from public.meeting_events me where me.event_id = event);
begin
  select * into e from public.webhook_events where id = event;
  if not found then raise exception 'no such event' using errcode = 'PT404'; end if;
  if exists (
    select from private.jobs j
    where ((j.event_id = event and j.kind = 'store') or (j.kind = 'log' and j.meeting_id = any (conversations)))
      -- What this transaction has queued itself, for another event of the conversation, keeps nobody from it.
      and (j.state = 'running' or (j.state = 'queued' and j.run_at <= clock_timestamp() and j.run_at <> now()))
  ) then return 'running'; end if;

  -- What waits for its next try gets all its tries, now.
  update private.jobs j set state = 'queued', attempts = 0, claims = 0, run_at = now(), error = null
  where (j.event_id = event and j.kind = 'store') or (j.kind = 'log' and j.meeting_id = any (conversations));
  get diagnostics waiting = row_count;
  if e.erased_at is null then
    insert into private.jobs (kind, workspace_id, event_id) values ('store', e.workspace_id, event)
    on conflict (event_id) where kind = 'store' do nothing;
    waiting := waiting + 1;
  end if;
  waiting := waiting + private.wait_again(array(
    select o.id from public.attendee_outcomes o
    join public.meeting_events me on me.meeting_id = o.meeting_id and me.event_id = event
    where o.reason is distinct from 'imported_only'));
  if waiting = 0 then return 'nothing'; end if;
  update public.webhook_events set state = 'received', error = null, finished_at = null where id = event;
  return 'done';
end
$$;

create function public.replay_event(event uuid) returns text
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_for_replay(array[event]);
  return private.replay_locked(event);
end
$$;

-- Replays the events of a filter, oldest first, some hundred a call: `next` is what to add to the filter for those that are left.
-- Of everybody when `workspace` is null. Filter: states (array), source, origin, integrationId, receivedFrom, receivedBefore. Those
-- that are running are counted and passed over.
create function public.replay_events(workspace uuid, filter jsonb, max_events integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  page uuid[];
  event uuid;
  last_one public.webhook_events;
  replayed integer := 0;
  running integer := 0;
begin
  page := array(
    select w.id from public.webhook_events w
    where (workspace is null or w.workspace_id = workspace)
      and w.state = any (array(select jsonb_array_elements_text(filter -> 'states')))
      and (filter ->> 'source' is null or w.source = filter ->> 'source')
      and (filter ->> 'origin' is null or w.origin = filter ->> 'origin')
      and (filter ->> 'integrationId' is null or w.integration_id = (filter ->> 'integrationId')::uuid)
      and (filter ->> 'receivedFrom' is null or w.received_at >= (filter ->> 'receivedFrom')::timestamptz)
      and (filter ->> 'receivedBefore' is null or w.received_at < (filter ->> 'receivedBefore')::timestamptz)
      and (filter ->> 'afterAt' is null or (w.received_at, w.id) > ((filter ->> 'afterAt')::timestamptz, (filter ->> 'afterId')::uuid))
    order by w.received_at, w.id limit max_events);
  perform private.lock_for_replay(page);
  foreach event in array page loop
    case private.replay_locked(event)
      when 'done' then replayed := replayed + 1;
      when 'running' then running := running + 1;
      else null;
    end case;
  end loop;
  select * into last_one from public.webhook_events w where w.id = page[cardinality(page)];
  return jsonb_build_object('replayed', replayed, 'running', running,
    'next', case when cardinality(page) = max_events
      then jsonb_build_object('afterAt', last_one.received_at, 'afterId', last_one.id) end);
end
$$;

-- The attendees of a filter wait again: status (of those that can be logged again), reason. `next` as above. What was imported on
-- purpose without notes must be asked for by its reason.
create function public.replay_attendees(workspace uuid, filter jsonb, max_attendees integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  found_outcomes uuid[];
  last_id uuid;
begin
  select array_agg(f.id), (array_agg(f.id order by f.id desc))[1] into found_outcomes, last_id from (
    select o.id from public.attendee_outcomes o
    where (workspace is null or o.workspace_id = workspace)
      and o.status = filter ->> 'status'
      and case when filter ->> 'reason' is null then o.reason is distinct from 'imported_only' else o.reason = filter ->> 'reason' end
      and (filter ->> 'afterId' is null or o.id > (filter ->> 'afterId')::uuid)
    order by o.id limit max_attendees) f;
  return jsonb_build_object('replayed', private.wait_again(coalesce(found_outcomes, '{}')),
    'next', case when cardinality(found_outcomes) = max_attendees then jsonb_build_object('afterId', last_id) end);
end
$$;

revoke all on function private.wait_again(uuid[]), private.lock_for_replay(uuid[]), private.replay_locked(uuid), public.replay_event(uuid), public.replay_events(uuid, jsonb, integer),
  public.replay_attendees(uuid, jsonb, integer) from public, anon, authenticated;
grant execute on function public.replay_event(uuid), public.replay_events(uuid, jsonb, integer),
  public.replay_attendees(uuid, jsonb, integer) to service_role;
