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
  with again as (
    update public.attendee_outcomes o
    set status = 'pending', reason = null, error = null, attempts = 0, next_lookup_at = null, updated_at = now()
    where o.id = any (outcomes) and o.status in ('failed', 'not_found', 'ambiguous', 'dry_run') and o.email is not null
    returning private.leading_meeting(o.meeting_id) as leader
  )
  select count(*), array_agg(distinct a.leader) into counted, conversations from again a;
  perform private.enqueue_log(m.id, m.workspace_id, null) from public.meetings m where m.id = any (conversations);
  return counted;
end
$$;

-- Says how it went: `done`; `running` (somebody is at it already); `nothing` (it was logged as far as it can be, or its content
-- is erased and nothing of it is left to do).
create function public.replay_event(event uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  e public.webhook_events;
  waiting integer;
  conversations uuid[];
begin
  conversations := array(
    select distinct private.leading_meeting(me.meeting_id) from public.meeting_events me where me.event_id = event);
  -- The order of a job that ends: conversations, jobs, event.
  perform 1 from public.meetings m where m.id = any (conversations) order by m.id for no key update;
  perform 1 from private.jobs j
  where (j.event_id = event and j.kind = 'store') or (j.kind = 'log' and j.meeting_id = any (conversations)) order by j.id for update;
  select * into e from public.webhook_events where id = event for no key update;
  if not found then raise exception 'no such event' using errcode = 'PT404'; end if;
  if exists (
    select from private.jobs j
    where ((j.event_id = event and j.kind = 'store') or (j.kind = 'log' and j.meeting_id = any (conversations)))
      and (j.state = 'running' or (j.state = 'queued' and j.run_at <= now()))
  ) then return 'running'; end if;

  -- What waits for its next try gets all its tries, now.
  update private.jobs j set state = 'queued', attempts = 0, run_at = now(), error = null
  where (j.event_id = event and j.kind = 'store') or (j.kind = 'log' and j.meeting_id = any (conversations));
  get diagnostics waiting = row_count;
  if e.erased_at is null then
    insert into private.jobs (kind, workspace_id, event_id) values ('store', e.workspace_id, event)
    on conflict (event_id) where kind = 'store' do nothing;
    waiting := waiting + 1;
  end if;
  waiting := waiting + private.wait_again(array(
    select o.id from public.attendee_outcomes o
    join public.meeting_events me on me.meeting_id = o.meeting_id and me.event_id = event));
  if waiting = 0 then return 'nothing'; end if;
  update public.webhook_events set state = 'received', error = null, finished_at = null where id = event;
  return 'done';
end
$$;

-- Replays the events of a filter, oldest first, some hundred a call: `next` is what to add to the filter for those that are left.
-- Of everybody when `workspace` is null. Filter: states (array), source, receivedFrom, receivedBefore. Those that are running
-- are counted and passed over.
create function public.replay_events(workspace uuid, filter jsonb, max_events integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  e record;
  replayed integer := 0;
  running integer := 0;
  after_at timestamptz := (filter ->> 'afterAt')::timestamptz;
  after_id uuid := (filter ->> 'afterId')::uuid;
  seen integer := 0;
begin
  for e in
    select w.id, w.received_at from public.webhook_events w
    where (workspace is null or w.workspace_id = workspace)
      and w.state = any (array(select jsonb_array_elements_text(filter -> 'states')))
      and (filter ->> 'source' is null or w.source = filter ->> 'source')
      and (filter ->> 'receivedFrom' is null or w.received_at >= (filter ->> 'receivedFrom')::timestamptz)
      and (filter ->> 'receivedBefore' is null or w.received_at < (filter ->> 'receivedBefore')::timestamptz)
      and (after_at is null or (w.received_at, w.id) > (after_at, after_id))
    order by w.received_at, w.id limit max_events
  loop
    seen := seen + 1;
    after_at := e.received_at;
    after_id := e.id;
    case public.replay_event(e.id)
      when 'done' then replayed := replayed + 1;
      when 'running' then running := running + 1;
      else null;
    end case;
  end loop;
  return jsonb_build_object('replayed', replayed, 'running', running,
    'next', case when seen = max_events then jsonb_build_object('afterAt', after_at, 'afterId', after_id) end);
end
$$;

-- The attendees of a filter wait again: status (of those that can be logged again), reason. `next` as above.
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
      and (filter ->> 'reason' is null or o.reason = filter ->> 'reason')
      and (filter ->> 'afterId' is null or o.id > (filter ->> 'afterId')::uuid)
    order by o.id limit max_attendees) f;
  return jsonb_build_object('replayed', private.wait_again(coalesce(found_outcomes, '{}')),
    'next', case when cardinality(found_outcomes) = max_attendees then jsonb_build_object('afterId', last_id) end);
end
$$;

revoke all on function private.wait_again(uuid[]), public.replay_event(uuid), public.replay_events(uuid, jsonb, integer),
  public.replay_attendees(uuid, jsonb, integer) from public, anon, authenticated;
grant execute on function public.replay_event(uuid), public.replay_events(uuid, jsonb, integer),
  public.replay_attendees(uuid, jsonb, integer) to service_role;
