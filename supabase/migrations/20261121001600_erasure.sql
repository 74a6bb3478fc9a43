-- Erasing a person by e-mail address.

create function private.as_pattern(words text) returns text
language sql immutable set search_path = '' as $$
  select regexp_replace(words, '([.*+?^$\{\}()|\[\]\\])', '\\\1', 'g')
$$;

-- The text without a person: the address and the whole name in any spelling of case, the name's words (first name, last name)
-- as whole words written with their capitals.
create function private.without_person(said text, address text, names text[], words text[]) returns text
language plpgsql immutable set search_path = '' as $$
declare one text;
begin
  said := regexp_replace(said, private.as_pattern(address), 'erased', 'gi');
  foreach one in array names loop
    said := regexp_replace(said, private.as_pattern(one), 'Erased person', 'gi');
  end loop;
  foreach one in array words loop
    said := regexp_replace(said, '\m' || private.as_pattern(one) || '\M', 'Erased person', 'g');
  end loop;
  return said;
end
$$;

-- Every text in a piece of JSON without the person; what the person said themselves goes altogether.
create function private.json_without_person(items jsonb, address text, names text[], words text[]) returns jsonb
language sql immutable set search_path = '' as $$
  select case when jsonb_typeof(items) = 'array' then coalesce((
    select jsonb_agg(case
      when lower(i ->> 'email') = address or (i ? 'speaker' and lower(i ->> 'speaker') = any (select lower(n) from unnest(names) n))
        then i || '{"speaker": "Erased person", "email": null, "text": "[erased]"}'
      else (
        select jsonb_object_agg(f.key, case jsonb_typeof(f.value)
          when 'string' then to_jsonb(private.without_person(f.value #>> '{}', address, names, words)) else f.value end)
        from jsonb_each(i) f)
      end order by n)
    from jsonb_array_elements(items) with ordinality t (i, n)), '[]') else items end
$$;

-- One meeting without the person. A word of the name that another attendee has too stays: it may mean them.
create function private.erase_from_meeting(meeting uuid, address text, names text[]) returns void
language plpgsql security definer set search_path = '' as $$
declare words text[] := array(
  select distinct w from unnest(names) n, regexp_split_to_table(n, '[^[:alpha:]''-]+') w
  where length(w) >= 3 and not exists (
    select from public.attendee_outcomes o
    where o.meeting_id = meeting and lower(o.email) is distinct from address
      and lower(w) = any (regexp_split_to_array(lower(o.name), '[^[:alpha:]''-]+'))));
begin
  update public.meetings m set
    title = private.without_person(m.title, address, names, words),
    summary = private.without_person(m.summary, address, names, words),
    transcript = private.json_without_person(m.transcript, address, names, words),
    action_items = private.json_without_person(m.action_items, address, names, words),
    recorded_by_name = case when lower(m.recorded_by_email) = address then 'Erased person' else m.recorded_by_name end,
    recorded_by_email = case when lower(m.recorded_by_email) = address then null else m.recorded_by_email end,
    erased_at = now(), updated_at = now()
  where m.id = meeting;
end
$$;

-- Removes a person from a workspace, all at once or not at all; says which notes there are about them in the CRM and leaves a
-- line without personal data. Notes about others that name the person are written anew without them. `outcome` is `done`,
-- `running` (a worker is at one of their meetings) or `records` (the address is of somebody who records for the workspace).
create function public.erase_person(workspace uuid, email text, requester uuid, delete_notes boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  address text := lower(trim(email));
  meetings uuid[];
  leaders uuid[];
  names text[];
  notes jsonb;
  erased_outcomes integer;
  erased_events integer;
  erasure uuid;
  note_count integer;
begin
  if exists (
    select from public.fathom_integrations i
    where i.workspace_id = workspace and i.fathom_user_email = address and i.status <> 'disconnected'
  ) then return jsonb_build_object('outcome', 'records'); end if;

  meetings := array(
    select m.id from public.meetings m
    where m.workspace_id = workspace and (
      exists (select from public.attendee_outcomes o where o.meeting_id = m.id and lower(o.email) = address)
      or lower(m.recorded_by_email) = address
      or strpos(lower(concat_ws(' ', m.title, m.summary, m.transcript::text, m.action_items::text)), address) > 0));
  leaders := array(select distinct coalesce(m.recording_of, m.id) from public.meetings m where m.id = any (meetings));
  perform 1 from public.meetings m where m.id = any (leaders || meetings) order by m.id for no key update;
  perform 1 from private.jobs j where j.meeting_id = any (leaders) order by j.id for update;
  if exists (select from private.jobs j where j.meeting_id = any (leaders) and j.state = 'running') then
    return jsonb_build_object('outcome', 'running');
  end if;

  names := array(
    select distinct trim(n) from (
      select o.name from public.attendee_outcomes o where o.meeting_id = any (meetings) and lower(o.email) = address
      union select o.crm_person_name from public.attendee_outcomes o where o.meeting_id = any (meetings) and lower(o.email) = address
      union select m.recorded_by_name from public.meetings m where m.id = any (meetings) and lower(m.recorded_by_email) = address
      union select t ->> 'speaker' from public.meetings m, jsonb_array_elements(
        case jsonb_typeof(m.transcript) when 'array' then m.transcript else '[]' end) t
        where m.id = any (meetings) and lower(t ->> 'email') = address
    ) known (n) where length(trim(n)) >= 3);

  select coalesce(jsonb_agg(distinct jsonb_build_object(
      'account', o.crm_account, 'personId', o.crm_person_id, 'noteId', o.crm_note_id)), '[]')
  into notes from public.attendee_outcomes o
  where o.workspace_id = workspace and lower(o.email) = address and o.crm_person_id is not null
    and (o.crm_note_id is not null or o.write_started_at is not null);
  select count(distinct n ->> 'noteId') into note_count from jsonb_array_elements(notes) n;

  perform private.erase_from_meeting(m, address, names) from unnest(meetings) m;
  update public.attendee_outcomes o set
    name = 'Erased person ' || left(o.id::text, 8), email = null, crm_person_id = null, crm_person_name = null, crm_note_id = null,
    note_fingerprint = null, candidates = null, write_started_at = null, next_lookup_at = null, error = null, reason = 'erased',
    status = case when o.status in ('note_added', 'skipped_internal', 'dry_run') then o.status else 'not_found' end,
    updated_at = now()
  where o.workspace_id = workspace and lower(o.email) = address;
  get diagnostics erased_outcomes = row_count;
  update public.webhook_events e set payload = null, payload_text = null, headers = '{}', erased_at = now()
  where e.workspace_id = workspace and e.erased_at is null and (
    exists (select from public.meeting_events me where me.event_id = e.id and me.meeting_id = any (meetings))
    or strpos(lower(coalesce(e.payload::text, e.payload_text)), address) > 0);
  get diagnostics erased_events = row_count;
  delete from public.refused_deliveries r where r.workspace_id = workspace and strpos(lower(r.body || r.headers::text), address) > 0;
  delete from private.crm_people p using public.crm_connections c
  where c.workspace_id = workspace and p.connection_id = c.id and p.email = address;

  insert into public.erasures
    (workspace_id, requested_by, meetings, outcomes, events, notes, notes_to_delete, finished_at)
  values (workspace, requester, cardinality(meetings), erased_outcomes, erased_events, note_count,
          case when delete_notes then note_count else 0 end, case when delete_notes and note_count > 0 then null else now() end)
  returning id into erasure;
  if delete_notes then
    with doomed as (
      insert into private.note_deletions (erasure_id, workspace_id, crm_account, crm_note_id)
      select distinct erasure, workspace, n ->> 'account', n ->> 'noteId' from jsonb_array_elements(notes) n
      where n ->> 'noteId' is not null
      on conflict do nothing
      returning id
    )
    insert into private.jobs (kind, workspace_id, note_deletion_id) select 'delete_note', workspace, d.id from doomed d;
  end if;
  -- The notes of the others in these meetings name the person: they are written anew.
  perform private.enqueue_log(m.id, workspace, null) from public.meetings m
  where m.id = any (leaders) and exists (
    select from public.attendee_outcomes o
    where o.meeting_id = any (private.recordings_of(m.id)) and (o.status = 'pending' or o.crm_note_id is not null));
  return jsonb_build_object('outcome', 'done', 'erasureId', erasure, 'meetings', cardinality(meetings), 'attendees', erased_outcomes,
    'deliveries', erased_events, 'notes', notes);
end
$$;

-- What the deletion of a note needs. No connection when the account is not connected any more.
create function public.load_note_deletion(job uuid, lease uuid) returns jsonb
language sql security definer set search_path = '' as $$
  select jsonb_build_object('noteId', d.crm_note_id, 'connection', (
    select private.open_connection(c) from public.crm_connections c
    where c.workspace_id = d.workspace_id and c.account = d.crm_account))
  from private.jobs j join private.note_deletions d on d.id = j.note_deletion_id
  where j.id = job and j.lease_token = lease and j.state = 'running'
$$;

-- The note is gone, or it cannot be deleted. With it goes the deletion, its job, and the last thing we knew of it.
create function private.end_note_deletion(deletion uuid, was_deleted boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare d private.note_deletions;
begin
  delete from private.note_deletions where id = deletion returning * into d;
  update public.erasures e set
    notes_deleted = e.notes_deleted + case when was_deleted then 1 else 0 end,
    notes_failed = e.notes_failed + case when was_deleted then 0 else 1 end,
    finished_at = case when e.notes_deleted + e.notes_failed + 1 >= e.notes_to_delete then now() end
  where e.id = d.erasure_id;
  if not was_deleted then perform private.raise_alert(d.workspace_id, 'dead_letter', 1); end if;
end
$$;

create function public.finish_note_deletion(job uuid, lease uuid, was_deleted boolean) returns boolean
language plpgsql security definer set search_path = '' as $$
declare j private.jobs := private.job_under_lease(job, lease);
begin
  if j.id is null then return false; end if;
  perform private.end_note_deletion(j.note_deletion_id, was_deleted);
  return true;
end
$$;

revoke all on function private.as_pattern(text), private.without_person(text, text, text[], text[]),
  private.json_without_person(jsonb, text, text[], text[]), private.erase_from_meeting(uuid, text, text[]),
  public.erase_person(uuid, text, uuid, boolean), public.load_note_deletion(uuid, uuid),
  private.end_note_deletion(uuid, boolean), public.finish_note_deletion(uuid, uuid, boolean) from public, anon, authenticated;
grant execute on function public.erase_person(uuid, text, uuid, boolean), public.load_note_deletion(uuid, uuid),
  public.finish_note_deletion(uuid, uuid, boolean) to service_role;
