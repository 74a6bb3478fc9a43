-- A recording as its note needs it.
create function private.note_source(m public.meetings) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', m.id, 'title', m.title, 'startedAt', m.started_at, 'durationSeconds', m.duration_seconds, 'summary', m.summary,
    'actionItems', m.action_items, 'recordingUrl', m.recording_url, 'shareUrl', m.share_url,
    'attendees', coalesce((
      select jsonb_agg(jsonb_build_object('name', a.name, 'email', a.email) order by a.created_at, a.email)
      from public.attendee_outcomes a where a.meeting_id = m.id), '[]'))
$$;

-- A connection as a worker opens it. It says how it goes itself, but not more often than once a minute when all is well.
create function private.open_connection(c public.crm_connections) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', c.id, 'provider', c.provider, 'account', c.account, 'status', c.status, 'sealedToken', k.sealed,
    'saysItWorks', c.failures_in_row = 0 and c.pauses_in_row = 0 and c.last_error is null
      and coalesce(c.last_success_at > now() - interval '1 minute', false))
  from private.crm_connection_secrets k where k.connection_id = c.id
$$;

-- What the log step needs of a conversation, in one call; of the attendees only those that still wait. The leading recording
-- comes first.
create function public.load_log_work(job uuid, lease uuid) returns jsonb
language sql security definer set search_path = '' as $$
  select jsonb_build_object(
    'recordings', (
      select jsonb_agg(private.note_source(r) order by r.id <> m.id, r.created_at, r.id)
      from public.meetings r where r.id = any (private.recordings_of(m.id))),
    'dryRun', s.dry_run,
    -- As soon as one of the recordings is to be logged, the conversation is.
    'notesWithheld', not exists (
      select from public.meetings r where r.id = any (private.recordings_of(m.id)) and not r.notes_withheld),
    'connection', (
      select private.open_connection(c) from public.crm_connections c
      where c.workspace_id = m.workspace_id and c.provider = 'pipedrive'),
    'outcomes', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', o.id, 'meetingId', o.meeting_id, 'email', o.email, 'attempts', o.attempts,
        'personId', case when o.crm_account = c.account then o.crm_person_id end,
        'writeStartedAt', case when o.crm_account = c.account then o.write_started_at end,
        -- Without an address nobody is searched for: a person who is known was chosen, for this meeting.
        'knownPersonId', case when o.email is not null then p.person_id when o.crm_account = c.account then o.crm_person_id end,
        'knownPersonName', case when o.email is not null then p.person_name when o.crm_account = c.account then o.crm_person_name end,
        'isHumanChoice', p.chosen_by is not null or coalesce(o.email is null and o.crm_person_id is not null and o.crm_account = c.account, false))
        order by o.meeting_id <> m.id, o.created_at, o.email)
      from public.attendee_outcomes o
      left join public.crm_connections c on c.workspace_id = o.workspace_id and c.provider = o.crm_provider
      left join private.crm_people p on p.connection_id = c.id and p.email = lower(o.email)
      where o.meeting_id = any (private.recordings_of(m.id)) and o.status = 'pending'), '[]'),
    'written', coalesce((
      select jsonb_agg(distinct jsonb_build_object(
        'personId', w.crm_person_id, 'noteId', w.crm_note_id, 'fingerprint', w.note_fingerprint, 'meetingId', w.meeting_id))
      from public.attendee_outcomes w
      where w.meeting_id = any (private.recordings_of(m.id)) and w.crm_account = crm.account and w.crm_person_id is not null and w.crm_note_id is not null), '[]'),
    'begun', coalesce((
      select jsonb_agg(jsonb_build_object('personId', b.person_id, 'since', b.since)) from (
        select w.crm_person_id as person_id, w.write_started_at as since
        from public.attendee_outcomes w
        where w.meeting_id = any (private.recordings_of(m.id)) and w.crm_account = crm.account and w.crm_person_id is not null and w.crm_note_id is null
          and w.write_started_at is not null
        union all
        -- Whoever it is.
        select null, private.unremembered_since(private.recordings_of(m.id))) b
      where b.since is not null), '[]'))
  from private.jobs j
  join public.meetings m on m.id = j.meeting_id
  join public.workspace_settings s on s.workspace_id = m.workspace_id
  left join public.crm_connections crm on crm.workspace_id = m.workspace_id and crm.provider = 'pipedrive'
  where j.id = job and j.lease_token = lease and j.state = 'running'
$$;

-- What the note of an attendee's conversation is made of, to show it before it is written.
create function public.load_note_sources(outcome uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('isWritten', o.crm_note_id is not null, 'recordings', (
    select jsonb_agg(private.note_source(r) order by r.recording_of nulls first, r.created_at, r.id)
    from public.meetings r where r.id = any (private.recordings_of(private.leading_meeting(o.meeting_id)))))
  from public.attendee_outcomes o where o.id = outcome
$$;

-- What happened to some attendees, set-based: one statement however many there are. Refused (false) once the lease is lost;
-- an outcome that is final already is left as it is, so that nothing a slow worker says can undo it.
create function public.save_outcomes(job uuid, lease uuid, saved jsonb) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  j private.jobs := private.job_under_lease(job, lease);
  crm public.crm_connections;
  recordings uuid[] := private.recordings_of(j.meeting_id);
  failed integer;
begin
  if j.id is null then return false; end if;
  select c.* into crm from public.crm_connections c where c.workspace_id = j.workspace_id and c.provider = 'pipedrive' and c.account = saved ->> 'account';
  update public.attendee_outcomes o set
    status = c.status, reason = c.reason, error = c.error, candidates = c.candidates,
    -- As long as a write may have happened, on whom stays known.
    crm_person_id = coalesce(c."personId", case c.intent when 'keep' then o.crm_person_id end),
    crm_person_name = coalesce(c."personName", case c.intent when 'keep' then o.crm_person_name end),
    crm_account = case when c."personId" is not null then saved ->> 'account' else o.crm_account end,
    crm_note_id = c."noteId",
    note_fingerprint = c.fingerprint,
    write_started_at = case c.intent when 'begin' then coalesce(o.write_started_at, now()) when 'keep' then o.write_started_at end,
    attempts = o.attempts + case when c."countsAsAttempt" then 1 else 0 end,
    -- Somebody may add the contact later: it is looked for daily, for a week.
    next_lookup_at = case when c.status = 'not_found' and o.email is not null and now() < o.created_at + interval '7 days'
      then now() + interval '1 day' end,
    webhook_event_id = coalesce(j.event_id, o.webhook_event_id),
    updated_at = now()
  from jsonb_to_recordset(saved -> 'outcomes') as c(
    id uuid, status text, reason text, error text, candidates jsonb, "personId" text, "personName" text, "noteId" text,
    fingerprint text, intent text, "countsAsAttempt" boolean)
  where o.id = c.id and o.meeting_id = any (recordings) and o.status = 'pending';

  delete from private.crm_people p using jsonb_array_elements_text(saved -> 'forgottenPeople') f
  where p.connection_id = crm.id and p.email = lower(f) and p.chosen_by is null;
  insert into private.crm_people as known (connection_id, email, person_id, person_name)
  select distinct on (lower(r.email)) crm.id, lower(r.email), r."personId", r."personName"
  from jsonb_to_recordset(saved -> 'foundPeople') as r(email text, "personId" text, "personName" text)
  where crm.id is not null
  on conflict (connection_id, email) do update
  set person_id = excluded.person_id, person_name = excluded.person_name, found_at = now()
  where known.chosen_by is null;

  -- A connection that does not work has an alert of its own.
  select count(*) into failed from jsonb_array_elements(saved -> 'outcomes') c
  where c ->> 'status' = 'failed' and c ->> 'reason' not in ('crm_unauthorized', 'crm_payment_required', 'gave_up');
  if failed > 0 then perform private.raise_alert(j.workspace_id, 'dead_letter', failed); end if;
  return true;
end
$$;

-- What notes say now, or (null) that they do not say what the meeting says. Of an outcome that is final this and nothing else
-- may change.
create function public.save_note_fingerprints(job uuid, lease uuid, saved jsonb) returns boolean
language plpgsql security definer set search_path = '' as $$
declare j private.jobs := private.job_under_lease(job, lease);
begin
  if j.id is null then return false; end if;
  update public.attendee_outcomes o set
    note_fingerprint = c.fingerprint,
    reason = coalesce(c.reason, o.reason),
    webhook_event_id = coalesce(j.event_id, o.webhook_event_id),
    updated_at = now()
  from jsonb_to_recordset(saved -> 'notes') as c("noteId" text, fingerprint text, reason text)
  where o.meeting_id = any (private.recordings_of(j.meeting_id)) and o.crm_note_id = c."noteId" and o.status = 'note_added';
  return true;
end
$$;

-- The notes of a workspace that do not say what their meetings say: whatever kept them from it is over.
create function private.enqueue_stale_notes(workspace uuid) returns void
language sql security definer set search_path = '' as $$
  select private.enqueue_log(m.id, workspace, null) from public.meetings m
  where m.id in (
    select private.leading_meeting(o.meeting_id) from public.attendee_outcomes o
    join public.crm_connections c on c.workspace_id = o.workspace_id and c.account = o.crm_account
    where o.workspace_id = workspace and o.note_fingerprint is null and o.crm_note_id is not null and o.status = 'note_added')
$$;

create function private.end_dry_run() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue_stale_notes(new.workspace_id);
  return null;
end
$$;

create trigger write_stale_notes_after_a_dry_run after update of dry_run on public.workspace_settings
  for each row when (old.dry_run and not new.dry_run) execute function private.end_dry_run();

revoke all on function private.enqueue_stale_notes(uuid), private.end_dry_run(), public.load_log_work(uuid, uuid), public.save_outcomes(uuid, uuid, jsonb),
  public.save_note_fingerprints(uuid, uuid, jsonb), public.load_note_sources(uuid), private.note_source(public.meetings),
  private.open_connection(public.crm_connections) from public, anon, authenticated;
grant execute on function public.load_log_work(uuid, uuid), public.save_outcomes(uuid, uuid, jsonb),
  public.save_note_fingerprints(uuid, uuid, jsonb), public.load_note_sources(uuid) to service_role;
