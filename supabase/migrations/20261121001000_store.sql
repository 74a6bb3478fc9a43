-- What the store step needs of an event, in one call.
create function public.load_event(job uuid, lease uuid) returns jsonb
language sql security definer set search_path = '' as $$
  select jsonb_build_object(
    'eventId', e.id, 'source', e.source, 'isErased', e.erased_at is not null, 'payload', e.payload, 'payloadText', e.payload_text,
    'internalDomains', s.internal_domains,
    'teamEmails', array(
      select i.fathom_user_email from public.fathom_integrations i
      where i.workspace_id = e.workspace_id and i.status <> 'disconnected'))
  from private.jobs j
  join public.webhook_events e on e.id = j.event_id
  join public.workspace_settings s on s.workspace_id = e.workspace_id
  where j.id = job and j.lease_token = lease and j.state = 'running'
$$;

-- Whose meeting it is: the recorder's, if the workspace has connected the recorder; else the webhook owner's.
create function private.owner_of_recording(workspace uuid, recorder_email text, fallback uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select i.user_id from public.fathom_integrations i
     where i.workspace_id = workspace and i.fathom_user_email = lower(recorder_email) and i.status <> 'disconnected'),
    fallback)
$$;

-- When a recording ended; one of which neither end nor length is known ended when it began.
create function private.end_of(started_at timestamptz, ended_at timestamptz, duration_seconds integer) returns timestamptz
language sql stable set search_path = '' as $$
  select coalesce(ended_at, started_at + make_interval(secs => coalesce(duration_seconds, 0)))
$$;

-- The id under which the workspace has this recording already: its own, or that of the one with the same share link (a Zap and the
-- API do not know the same id of it). Its own when there is none.
create function private.known_id(workspace uuid, event_source text, m jsonb) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select o.external_id from public.meetings o
     where o.workspace_id = workspace and o.source = event_source and o.external_id = m ->> 'externalId'),
    (select o.external_id from public.meetings o
     where o.workspace_id = workspace and o.source = event_source and o.share_token = m ->> 'shareToken'
     order by o.created_at, o.id limit 1),
    m ->> 'externalId')
$$;

-- The recording that this one is another recording of: the same room and the same calendar event or overlapping times, or
-- the same calendar event by its people (docs/decisions/004). Null when it stands alone so far.
create function private.leading_recording(workspace uuid, m jsonb) returns uuid
language sql stable security definer set search_path = '' as $$
  with this as (
    select m ->> 'source' as source, m ->> 'externalId' as external_id, m ->> 'roomKey' as room_key, m ->> 'calendarKey' as calendar_key,
      (m ->> 'scheduledStartAt')::timestamptz as scheduled_start_at, (m ->> 'startedAt')::timestamptz as started_at,
      private.end_of((m ->> 'startedAt')::timestamptz, (m ->> 'endedAt')::timestamptz, (m ->> 'durationSeconds')::integer) as ended_at
  )
  select coalesce(o.recording_of, o.id)
  from this t
  join public.meetings o on o.workspace_id = workspace and (o.source, o.external_id) <> (t.source, t.external_id)
    and (
      o.calendar_key = t.calendar_key
      or (
        o.room_key = t.room_key
        -- Rooms are used again for years: only the day around it is looked at.
        and o.started_at between t.started_at - interval '1 day' and t.ended_at + interval '1 day'
        and (
          o.scheduled_start_at = t.scheduled_start_at
          or (o.started_at, private.end_of(o.started_at, o.ended_at, o.duration_seconds)) overlaps (t.started_at, t.ended_at)
        )
      )
    )
  order by o.created_at, o.id limit 1
$$;

-- Locks what a delivery is about before anything of it is written. Recordings that are new to each other wait at their room,
-- calendar event, share link or id. Known ones wait at their rows, in the order that everybody takes: the leading recordings first, by id.
create function private.lock_conversations(workspace uuid, event_source text, meetings jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  key bigint;
  known uuid[];
begin
  for key in
    select distinct hashtextextended(workspace || k, 0)
    from jsonb_array_elements(meetings) m, lateral (
      values ('room ' || (m ->> 'roomKey')), ('event ' || (m ->> 'calendarKey')), ('share ' || (m ->> 'shareToken')),
        ('recording ' || (m ->> 'externalId'))) v (k)
    where k is not null
    order by 1
  loop
    perform pg_advisory_xact_lock(key);
  end loop;
  known := array(
    select o.id from jsonb_array_elements(meetings) m
    join public.meetings o on o.workspace_id = workspace and o.source = event_source
      and o.external_id = private.known_id(workspace, event_source, m));
  perform 1 from public.meetings o
  where o.id in (
    select coalesce(k.recording_of, k.id) from public.meetings k where k.id = any (known)
    union select private.leading_recording(workspace, m) from jsonb_array_elements(meetings) m)
  order by o.id for no key update;
  perform 1 from public.meetings o where o.id = any (known) order by o.id for no key update;
end
$$;

-- What is not among the known action items yet is added: of some sources each comes in a delivery of its own.
create function private.with_action_items(known jsonb, more jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(known, '[]') || coalesce(
    (select jsonb_agg(i.value order by i.ordinality) from jsonb_array_elements(more) with ordinality i
     where not coalesce(known, '[]') @> jsonb_build_array(i.value)), '[]')
$$;

-- Everything a delivery says, at once: meetings, attendees, a log job for each meeting with somebody to log or a note that
-- may have to say more now, the end of the store job. A crash before leaves the job to the next worker; after it nothing is
-- left to do. The same meeting again completes what is there and takes nothing away; one from which a person was erased stays
-- as it is, and what came goes.
create function public.store_meetings(job uuid, lease uuid, stored jsonb) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  j private.jobs;
  e public.webhook_events;
  m jsonb;
  owner uuid;
  meeting uuid;
  leader uuid;
  is_new boolean;
  withheld boolean;
  was_withheld boolean;
  held_erased boolean := false;
begin
  select w.* into e from private.jobs q join public.webhook_events w on w.id = q.event_id where q.id = job;
  -- Conversations before the job, as whoever replays or erases takes them.
  perform private.lock_conversations(e.workspace_id, e.source, stored -> 'meetings');
  j := private.job_under_lease(job, lease);
  if j.id is null then return false; end if;
  -- Emptied while it was read: nothing of it is kept.
  if exists (select from public.webhook_events w where w.id = e.id and w.erased_at is not null) then stored := '{"meetings": []}'; end if;

  withheld := exists (select from public.imports i where i.id = e.import_id and not i.write_notes);

  -- In one order for everybody, so that two deliveries of the same meetings wait for each other and do not deadlock.
  for m in select value from jsonb_array_elements(stored -> 'meetings') order by value ->> 'externalId'
  loop
    owner := private.owner_of_recording(e.workspace_id, m ->> 'recordedByEmail', e.user_id);
    m := m || jsonb_build_object('externalId', private.known_id(e.workspace_id, e.source, m));
    select o.notes_withheld into was_withheld from public.meetings o
    where o.workspace_id = e.workspace_id and o.source = e.source and o.external_id = m ->> 'externalId';
    insert into public.meetings as old
      (id, workspace_id, user_id, source, external_id, title, started_at, ended_at, duration_seconds, recorded_by_name,
       recorded_by_email, recording_url, share_url, share_token, join_url, scheduled_start_at, scheduled_end_at, room_key, calendar_key,
       recording_of, summary, transcript, action_items, occurred_at, notes_withheld)
    values
      (private.meeting_id(e.workspace_id, e.source, m ->> 'externalId', m ->> 'shareToken'), e.workspace_id, owner, e.source,
       m ->> 'externalId', m ->> 'title', (m ->> 'startedAt')::timestamptz,
       (m ->> 'endedAt')::timestamptz, (m ->> 'durationSeconds')::integer, m ->> 'recordedByName', m ->> 'recordedByEmail',
       m ->> 'recordingUrl', m ->> 'shareUrl', m ->> 'shareToken', m ->> 'joinUrl', (m ->> 'scheduledStartAt')::timestamptz,
       (m ->> 'scheduledEndAt')::timestamptz, m ->> 'roomKey', m ->> 'calendarKey',
       private.leading_recording(e.workspace_id, m), m ->> 'summary', nullif(m -> 'transcript', 'null'),
       nullif(m -> 'actionItems', 'null'), coalesce((m ->> 'startedAt')::timestamptz, e.received_at), withheld)
    on conflict (workspace_id, source, external_id) do update set
      title = case old.title when 'Untitled meeting' then excluded.title else old.title end,
      started_at = coalesce(old.started_at, excluded.started_at),
      ended_at = coalesce(old.ended_at, excluded.ended_at),
      duration_seconds = coalesce(old.duration_seconds, excluded.duration_seconds),
      recorded_by_name = coalesce(old.recorded_by_name, excluded.recorded_by_name),
      recorded_by_email = coalesce(old.recorded_by_email, excluded.recorded_by_email),
      recording_url = coalesce(old.recording_url, excluded.recording_url),
      share_url = coalesce(old.share_url, excluded.share_url),
      share_token = coalesce(old.share_token, excluded.share_token),
      join_url = coalesce(old.join_url, excluded.join_url),
      room_key = coalesce(old.room_key, excluded.room_key),
      calendar_key = coalesce(old.calendar_key, excluded.calendar_key),
      scheduled_start_at = coalesce(old.scheduled_start_at, excluded.scheduled_start_at),
      scheduled_end_at = coalesce(old.scheduled_end_at, excluded.scheduled_end_at),
      summary = coalesce(excluded.summary, old.summary),
      transcript = coalesce(excluded.transcript, old.transcript),
      action_items = case when (m ->> 'actionItemsAdd')::boolean and excluded.action_items is not null
        then private.with_action_items(old.action_items, excluded.action_items)
        else coalesce(excluded.action_items, old.action_items) end,
      notes_withheld = old.notes_withheld and withheld,
      occurred_at = case
        when old.started_at is null and excluded.started_at is not null then excluded.occurred_at else old.occurred_at end,
      updated_at = now()
    where old.erased_at is null
    -- Known already: it stays its owner's, whoever's delivery this is.
    returning id, user_id, coalesce(recording_of, id), xmax = 0 into meeting, owner, leader, is_new;
    if meeting is null then
      held_erased := true;
      continue;
    end if;
    if leader <> meeting then
      perform 1 from public.meetings where id = leader for no key update;
      if is_new then
        update public.meetings set other_recordings = cardinality(private.recordings_of(leader)) - 1
        where id = any (private.recordings_of(leader));
      end if;
    end if;

    insert into public.meeting_events (meeting_id, event_id, workspace_id, user_id)
    values (meeting, e.id, e.workspace_id, owner)
    on conflict do nothing;

    insert into public.attendee_outcomes (meeting_id, workspace_id, user_id, webhook_event_id, name, email, status, reason)
    select meeting, e.workspace_id, owner, e.id, a ->> 'name', a ->> 'email', a ->> 'status', a ->> 'reason'
    from jsonb_array_elements(m -> 'attendees') a
    on conflict do nothing;

    -- Imported first without notes, and now it came by itself as well: then it is logged like any other.
    if was_withheld and not withheld then
      update public.attendee_outcomes set status = 'pending', reason = null, updated_at = now()
      where meeting_id = meeting and status = 'dry_run' and reason = 'imported_only';
    end if;

    if exists (
      select from public.attendee_outcomes
      where meeting_id = any (private.recordings_of(leader)) and status in ('pending', 'note_added')
    ) then
      insert into private.jobs as old (kind, workspace_id, event_id, meeting_id, priority)
      values ('log', e.workspace_id, e.id, leader, j.priority)
      on conflict (meeting_id, kind) do update set
        event_id = excluded.event_id,
        priority = least(old.priority, excluded.priority),
        again = old.state = 'running',
        attempts = case old.state when 'dead' then 0 else old.attempts end,
        claims = case old.state when 'dead' then 0 else old.claims end,
        -- What waits for a time that the CRM asked for goes on waiting.
        run_at = case when old.state = 'dead' then now() else old.run_at end,
        state = case old.state when 'running' then 'running' else 'queued' end;
    end if;
  end loop;

  if held_erased then
    update public.webhook_events set payload = null, payload_text = null, headers = '{}', erased_at = now() where id = e.id;
  end if;
  delete from private.jobs where id = j.id;
  perform private.source_worked(e.id);
  perform private.settle_events(array[e.id]);
  perform private.count_import(e.id, 'done');
  return true;
end
$$;

-- Authentic but of a shape nobody knows: kept and shown, with the reason.
create function public.mark_unreadable(job uuid, lease uuid, failure text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare j private.jobs := private.job_under_lease(job, lease);
begin
  if j.id is null then return false; end if;
  update public.webhook_events set state = 'unreadable', finished_at = now(), error = failure where id = j.event_id;
  delete from private.jobs where id = j.id;
  perform private.source_failed(j.event_id);
  perform private.count_import(j.event_id, 'failed');
  perform private.raise_alert(j.workspace_id, 'dead_letter', 1);
  return true;
end
$$;

revoke all on function public.load_event(uuid, uuid), private.known_id(uuid, text, jsonb), private.with_action_items(jsonb, jsonb), private.owner_of_recording(uuid, text, uuid),
  private.end_of(timestamptz, timestamptz, integer), private.leading_recording(uuid, jsonb), private.lock_conversations(uuid, text, jsonb),
  public.store_meetings(uuid, uuid, jsonb), public.mark_unreadable(uuid, uuid, text) from public, anon, authenticated;
grant execute on function public.load_event(uuid, uuid), public.store_meetings(uuid, uuid, jsonb),
  public.mark_unreadable(uuid, uuid, text) to service_role;
