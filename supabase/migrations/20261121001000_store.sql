-- What the store step needs of an event, in one call.
create function public.load_event(job uuid, lease uuid) returns jsonb
language sql security definer set search_path = '' as $$
  select jsonb_build_object(
    'eventId', e.id, 'source', e.source, 'payload', e.payload, 'payloadText', e.payload_text,
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

-- Everything a delivery says, at once: meetings, attendees, a log job for each meeting with somebody to log or a note that
-- may have to say more now, the end of the store job. A crash before leaves the job to the next worker; after it nothing is
-- left to do. The same meeting again completes what is there and takes nothing away.
create function public.store_meetings(job uuid, lease uuid, stored jsonb) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  j private.jobs := private.job_under_lease(job, lease);
  e public.webhook_events;
  m jsonb;
  owner uuid;
  meeting uuid;
begin
  if j.id is null then return false; end if;
  select * into e from public.webhook_events where id = j.event_id;

  -- In one order for everybody, so that two deliveries of the same meetings wait for each other and do not deadlock.
  for m in select value from jsonb_array_elements(stored -> 'meetings') order by value ->> 'externalId'
  loop
    owner := private.owner_of_recording(e.workspace_id, m ->> 'recordedByEmail', e.user_id);
    insert into public.meetings as old
      (workspace_id, user_id, source, external_id, title, started_at, ended_at, duration_seconds, recorded_by_name,
       recorded_by_email, recording_url, share_url, join_url, summary, transcript, action_items, occurred_at)
    values
      (e.workspace_id, owner, e.source, m ->> 'externalId', m ->> 'title', (m ->> 'startedAt')::timestamptz,
       (m ->> 'endedAt')::timestamptz, (m ->> 'durationSeconds')::integer, m ->> 'recordedByName', m ->> 'recordedByEmail',
       m ->> 'recordingUrl', m ->> 'shareUrl', m ->> 'joinUrl', m ->> 'summary', nullif(m -> 'transcript', 'null'),
       nullif(m -> 'actionItems', 'null'), coalesce((m ->> 'startedAt')::timestamptz, e.received_at))
    on conflict (workspace_id, source, external_id) do update set
      started_at = coalesce(old.started_at, excluded.started_at),
      ended_at = coalesce(old.ended_at, excluded.ended_at),
      duration_seconds = coalesce(old.duration_seconds, excluded.duration_seconds),
      recorded_by_name = coalesce(old.recorded_by_name, excluded.recorded_by_name),
      recorded_by_email = coalesce(old.recorded_by_email, excluded.recorded_by_email),
      recording_url = coalesce(old.recording_url, excluded.recording_url),
      share_url = coalesce(old.share_url, excluded.share_url),
      join_url = coalesce(old.join_url, excluded.join_url),
      summary = coalesce(excluded.summary, old.summary),
      transcript = coalesce(excluded.transcript, old.transcript),
      action_items = coalesce(excluded.action_items, old.action_items),
      occurred_at = case
        when old.started_at is null and excluded.started_at is not null then excluded.occurred_at else old.occurred_at end,
      updated_at = now()
    -- Known already: it stays its owner's, whoever's delivery this is.
    returning id, user_id into meeting, owner;

    insert into public.meeting_events (meeting_id, event_id, workspace_id, user_id)
    values (meeting, e.id, e.workspace_id, owner)
    on conflict do nothing;

    insert into public.attendee_outcomes (meeting_id, workspace_id, user_id, webhook_event_id, name, email, status, reason)
    select meeting, e.workspace_id, owner, e.id, a ->> 'name', a ->> 'email', a ->> 'status', a ->> 'reason'
    from jsonb_array_elements(m -> 'attendees') a
    on conflict do nothing;

    if exists (select from public.attendee_outcomes where meeting_id = meeting and status in ('pending', 'note_added')) then
      insert into private.jobs as old (kind, workspace_id, event_id, meeting_id)
      values ('log', e.workspace_id, e.id, meeting)
      on conflict (meeting_id, kind) do update set
        event_id = excluded.event_id,
        again = old.state = 'running',
        attempts = case old.state when 'dead' then 0 else old.attempts end,
        -- What waits for a time that the CRM asked for goes on waiting.
        run_at = case when old.state = 'dead' then now() else old.run_at end,
        state = case old.state when 'running' then 'running' else 'queued' end;
    end if;
  end loop;

  delete from private.jobs where id = j.id;
  perform private.settle_events(array[e.id]);
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
  return true;
end
$$;

revoke all on function public.load_event(uuid, uuid), private.owner_of_recording(uuid, text, uuid),
  public.store_meetings(uuid, uuid, jsonb), public.mark_unreadable(uuid, uuid, text) from public, anon, authenticated;
grant execute on function public.load_event(uuid, uuid), public.store_meetings(uuid, uuid, jsonb),
  public.mark_unreadable(uuid, uuid, text) to service_role;
