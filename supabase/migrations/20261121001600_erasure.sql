-- Erasing a person by e-mail address. The collation makes letters of all scripts letters, whatever the database's own is.

-- Whom to erase, and the patterns that find them in a text. The last two are null when there is nothing to look for.
create type private.person as (
  address text,
  -- In lower case, the address among them.
  names text[],
  by_address text,
  by_whole_name text,
  -- Whole names, and single words of them.
  by_name text
);

-- A pattern of some words, in any case if wanted. Blanks and apostrophes are written in several ways; what is neither a plain
-- letter nor a digit is escaped in links (%40) and in JSON (\u0040).
create function private.as_pattern(words text, any_case boolean) returns text
language sql immutable set search_path = '' as $$
  select string_agg(case
    when c = ' ' then '[\s\u00a0]+'
    when c in ('''', '’', 'ʼ', '`') then '[''’ʼ`]'
    when c ~ '[A-Za-z0-9]' then case when any_case then '[' || lower(c) || upper(c) || ']' else c end
    else format('(?:%s|%s|%s|\\+u%s|\\+u%s)', case
        when c ~ '[!-~]' then '\' || c
        when any_case then '[' || lower(c collate "pg_c_utf8") || upper(c collate "pg_c_utf8") || ']'
        else c end,
      escaped, upper(escaped), code, upper(code))
    end, '' order by n)
  from regexp_split_to_table(regexp_replace(normalize(words), '[\s\u00a0]+', ' ', 'g'), '') with ordinality s (c, n),
    lateral (select regexp_replace(encode(convert_to(c, 'UTF8'), 'hex'), '(..)', '%\1', 'g'), lpad(to_hex(ascii(c)), 4, '0')) e (escaped, code)
$$;

-- The address, but not as a part of a longer one. What stands before it is caught, to be put back. (A lookbehind of any length
-- takes twenty times as long.)
create function private.address_pattern(address text) returns text
language sql immutable set search_path = '' as $$
  select '(^[._+-]*|[^A-Za-z0-9._+-][._+-]*|%[0-9A-Fa-f]{2}|\\[nrtbf]|\\u[0-9A-Fa-f]{4})'
    || private.as_pattern(address, true) || '(?![A-Za-z0-9]|[._-]+[a-z0-9])'
$$;

-- First name, last name and the like: of two letters and more, without what stands in parentheses (a company) and without
-- what is written small among capitals (of, van).
create function private.words_of(name text) returns text[]
language sql immutable set search_path = '' as $$
  select array(
    select distinct w from (select normalize(name) collate "pg_c_utf8") n (name),
      lateral (select coalesce(nullif(trim(regexp_replace(n.name, '\([^)]*\)', ' ', 'g')), ''), n.name)) o (outside),
      lateral regexp_split_to_table(o.outside, '(?:(?![''’ʼ-])[[:space:][:punct:][:digit:]\u00a0])+') s (part),
      lateral (select trim(both '''’ʼ-' from s.part)) t (w)
    where n.name !~ '@' and length(w) >= 2 and (w !~ '^[[:lower:]]+$' or n.name !~ '[[:upper:]]'))
$$;

-- Whole names in any spelling of case, single words as they are written with a capital: a word may mean something else too
-- (will, may). None is found within a longer word.
create function private.names_pattern(names text[], words text[]) returns text
language sql immutable set search_path = '' as $$
  select string_agg(
    case when said ~ '^[[:upper:][:lower:]]' then '(?<![[:upper:][:lower:]])' else '' end || private.as_pattern(said, any_case)
    || case when said ~ '[[:upper:][:lower:]]$' then '(?![[:upper:][:lower:]])' else '' end, '|')
  from (
    select n collate "pg_c_utf8", true from unnest(names) n where n ~ '\S\s+\S|@'
    union
    select form, false from unnest(words) u (word), lateral (select u.word collate "pg_c_utf8") c (w),
      unnest(array[upper(left(w, 1)) || substr(w, 2), initcap(w), upper(w), case when w ~ '[[:upper:]]' then w end]) form
    where form is not null
  ) f (said, any_case)
$$;

-- Words of a name that somebody else present has too stay: they may mean them.
create function private.describe_person(address text, names text[], other_words text[]) returns private.person
language sql immutable set search_path = '' as $$
  select row(address, array(select lower(n collate "pg_c_utf8") from unnest(names || address) n), private.address_pattern(address),
    private.names_pattern(names, '{}'),
    private.names_pattern(names, array(
      select w from unnest(names) n, unnest(private.words_of(n)) w
      where lower(w collate "pg_c_utf8") <> all (array(select lower(o collate "pg_c_utf8") from unnest(other_words) o)))))::private.person
$$;

-- The text without the person.
create function private.without_person(said text, p private.person, pattern text) returns text
language sql immutable set search_path = '' as $$
  select case when pattern is null then s.said else regexp_replace(s.said, pattern collate "pg_c_utf8", 'Erased person', 'g') end
  from (select regexp_replace(normalize(said), p.by_address, '\1erased', 'g')) s (said)
$$;

-- Whether somebody is called like the person, or by them (their notetaker).
create function private.is_called(said text, p private.person) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(lower(normalize(trim(said)) collate "pg_c_utf8") = any (p.names), false)
    or coalesce(normalize(said) collate "pg_c_utf8" ~ p.by_whole_name, false)
$$;

-- Every text in a piece of JSON without the person; what the person said themselves goes altogether.
create function private.json_without_person(items jsonb, p private.person) returns jsonb
language sql immutable set search_path = '' as $$
  select case when jsonb_typeof(items) = 'array' then coalesce((
    select jsonb_agg(case
      when jsonb_typeof(i) <> 'object' or i = '{}' then i
      when lower(i ->> 'email') = p.address or (i ? 'speaker' and (
        private.is_called(i ->> 'speaker', p) or private.without_person(i ->> 'speaker', p, p.by_name) = 'Erased person'))
        then i || '{"speaker": "Erased person", "email": null, "text": "[erased]"}'
      else (
        select jsonb_object_agg(f.key, case jsonb_typeof(f.value)
          when 'string' then to_jsonb(private.without_person(f.value #>> '{}', p, p.by_name)) else f.value end)
        from jsonb_each(i) f)
      end order by n)
    from jsonb_array_elements(items) with ordinality t (i, n)), '[]') else items end
$$;

-- What a person is called: by their invitations, by the CRM, by the recordings.
create function private.names_of(workspace uuid, meetings uuid[], address text) returns text[]
language sql stable security definer set search_path = '' as $$
  select array(
    select distinct normalize(trim(n)) from (
      select unnest(array[o.name, o.crm_person_name]) from public.attendee_outcomes o
      where o.workspace_id = workspace and lower(o.email) = address
      union select p.person_name from private.crm_people p join public.crm_connections c on c.id = p.connection_id
        where c.workspace_id = workspace and p.email = address
      union select m.recorded_by_name from public.meetings m where m.id = any (meetings) and lower(m.recorded_by_email) = address
      union select coalesce(t ->> 'speaker', t ->> 'assigneeName') from public.meetings m, jsonb_array_elements(
          case jsonb_typeof(m.transcript) when 'array' then m.transcript else '[]' end
          || case jsonb_typeof(m.action_items) when 'array' then m.action_items else '[]' end) t
        where m.id = any (meetings) and address in (lower(t ->> 'email'), lower(t ->> 'assigneeEmail'))
    ) known (n) where trim(n) <> '')
$$;

-- One meeting without the person; returns how many attendees of it they were. What tells that other recordings are of the same
-- conversation goes too: it may be made of the address.
create function private.erase_from_meeting(meeting uuid, address text, names text[]) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  p private.person := private.describe_person(address, names, '{}');
  theirs uuid[] := array(
    select o.id from public.attendee_outcomes o
    where o.meeting_id = meeting
      and (lower(o.email) = address or (o.email is null and lower(normalize(trim(o.name)) collate "pg_c_utf8") = any (p.names))));
begin
  p := private.describe_person(address, names, array(
    select unnest(private.words_of(private.without_person(o.name, p, p.by_whole_name))) from public.attendee_outcomes o
    where o.meeting_id = any (private.recordings_of(private.leading_meeting(meeting))) and o.id <> all (theirs)
      and lower(o.email) is distinct from address));
  update public.meetings m set
    title = private.without_person(m.title, p, p.by_name),
    summary = private.without_person(m.summary, p, p.by_name),
    transcript = private.json_without_person(m.transcript, p),
    action_items = private.json_without_person(m.action_items, p),
    recorded_by_name = case when lower(m.recorded_by_email) = address then 'Erased person'
      else private.without_person(m.recorded_by_name, p, p.by_whole_name) end,
    recorded_by_email = case when lower(m.recorded_by_email) = address then null else m.recorded_by_email end,
    recording_url = case when m.recording_url !~ p.by_address then m.recording_url end,
    share_url = case when m.share_url !~ p.by_address then m.share_url end,
    join_url = null, room_key = null, calendar_key = null, erased_at = now(), updated_at = now()
  where m.id = meeting;
  update public.attendee_outcomes o set
    name = 'Erased person ' || left(o.id::text, 8), email = null, crm_person_id = null, crm_person_name = null, crm_note_id = null,
    note_fingerprint = null, candidates = null, write_started_at = null, next_lookup_at = null, error = null, reason = 'erased',
    status = case when o.status in ('note_added', 'skipped_internal', 'dry_run') then o.status else 'not_found' end,
    updated_at = now()
  where o.id = any (theirs);
  -- The person's assistant or notetaker; the suffix keeps two of them apart.
  update public.attendee_outcomes o set
    name = private.without_person(o.name, p, p.by_whole_name) || case when o.email is null then ' ' || left(o.id::text, 8) else '' end
  where o.meeting_id = meeting and o.id <> all (theirs) and private.without_person(o.name, p, p.by_whole_name) <> normalize(o.name);
  return cardinality(theirs);
end
$$;

-- What is remembered of the CRM: nothing of the person, and of others who are the same person there only who they are.
create function private.erase_from_crm_memory(workspace uuid, address text, names text[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  p private.person := private.describe_person(address, names, '{}');
  person_ids text[] := array(
    select k.person_id from private.crm_people k join public.crm_connections c on c.id = k.connection_id
    where c.workspace_id = workspace and k.email = address
    union select unnest(o.crm_person_id || array(select c ->> 'id' from jsonb_array_elements(o.candidates) c))
      from public.attendee_outcomes o where o.workspace_id = workspace and lower(o.email) = address);
begin
  delete from private.crm_people k using public.crm_connections c
  where c.workspace_id = workspace and k.connection_id = c.id and k.email = address;
  update private.crm_people k set person_name = null
  from public.crm_connections c
  where c.workspace_id = workspace and k.connection_id = c.id and k.person_id = any (person_ids);
  update public.attendee_outcomes o set crm_person_name = null
  where o.workspace_id = workspace and o.crm_person_id = any (person_ids);
  update public.attendee_outcomes o set candidates = (
    select jsonb_agg(case when c ->> 'id' = any (person_ids) or private.is_called(c ->> 'name', p)
      then c || '{"name": "Erased person"}' else c end order by n)
    from jsonb_array_elements(o.candidates) with ordinality t (c, n))
  where o.workspace_id = workspace and o.candidates <> '[]';
end
$$;

-- Removes a person from a workspace, all at once or not at all; says which notes there are about them in the CRM and leaves a
-- line without personal data. Notes about others that name the person are written anew without them. `outcome` is `done`,
-- `running` (a worker is at one of their meetings, or will be in a moment) or `records` (the address is of somebody who records
-- for the workspace). It reads everything that the workspace has: it may take longer than other calls.
create function public.erase_person(workspace uuid, email text, requester uuid, delete_notes boolean) returns jsonb
language plpgsql security definer set search_path = '' set statement_timeout = '28s' as $$
#variable_conflict use_column
declare
  address text := lower(trim(email) collate "pg_c_utf8");
  by_address text := private.address_pattern(address);
  events uuid[];
  meetings uuid[];
  leaders uuid[];
  names text[];
  p private.person;
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

  events := array(
    select e.id from public.webhook_events e
    where e.workspace_id = workspace and e.erased_at is null and coalesce(e.payload::text, e.payload_text) ~ by_address);
  leaders := array(
    select distinct coalesce(m.recording_of, m.id) from public.meetings m
    where m.workspace_id = workspace and (
      exists (select from public.attendee_outcomes o where o.meeting_id = m.id and (lower(o.email) = address or o.name ~ by_address))
      or concat_ws(' ', m.title, m.summary, m.transcript, m.action_items, m.recorded_by_name, m.recorded_by_email,
        m.recording_url, m.share_url, m.join_url) ~ by_address));
  -- The order that everybody takes: conversations, their other recordings, jobs.
  perform 1 from public.meetings m where m.id = any (leaders) order by m.id for no key update;
  perform 1 from public.meetings m where m.recording_of = any (leaders) order by m.id for no key update;
  meetings := array(select m.id from public.meetings m where m.id = any (leaders) or m.recording_of = any (leaders));
  events := array(select unnest(events) union select me.event_id from public.meeting_events me where me.meeting_id = any (meetings));
  perform 1 from private.jobs j
  where (j.kind = 'log' and j.meeting_id = any (leaders)) or (j.kind = 'store' and j.event_id = any (events)) order by j.id for update;
  -- A delivery that waits for its next try tells of others too: it is read first, now, so that no meeting is lost. Given up, it is emptied.
  update private.jobs j set run_at = now()
  where j.kind = 'store' and j.event_id = any (events) and j.state = 'queued' and j.run_at > now();
  if exists (
    select from private.jobs j
    where (j.kind = 'log' and j.meeting_id = any (leaders) and j.state = 'running')
      or (j.kind = 'store' and j.event_id = any (events) and j.state in ('queued', 'running'))
  ) or exists (
    -- It was stored while the others were looked for.
    select from public.attendee_outcomes o
    where o.workspace_id = workspace and lower(o.email) = address and o.meeting_id <> all (meetings)
  ) then return jsonb_build_object('outcome', 'running'); end if;

  names := private.names_of(workspace, meetings, address);
  p := private.describe_person(address, names, '{}');
  select coalesce(jsonb_agg(distinct jsonb_build_object(
      'account', o.crm_account, 'personId', o.crm_person_id, 'noteId', o.crm_note_id)), '[]')
  into notes from public.attendee_outcomes o
  where o.workspace_id = workspace and lower(o.email) = address and o.crm_person_id is not null
    and (o.crm_note_id is not null or o.write_started_at is not null);
  select count(distinct n ->> 'noteId') into note_count from jsonb_array_elements(notes) n;

  perform private.erase_from_crm_memory(workspace, address, names);
  select coalesce(sum(private.erase_from_meeting(m, address, names)), 0) into erased_outcomes from unnest(meetings) m;
  perform 1 from public.webhook_events e where e.id = any (events) order by e.id for no key update;
  update public.webhook_events e set payload = null, payload_text = null, headers = '{}', erased_at = now()
  where e.id = any (events) and e.erased_at is null;
  get diagnostics erased_events = row_count;
  -- Nothing is left that a replay of these could read.
  delete from private.jobs j where j.kind = 'store' and j.state = 'dead' and j.event_id = any (events);
  -- One that was cut may hold anything.
  delete from public.refused_deliveries r
  where r.workspace_id = workspace and (
    (r.body <> '' and greatest(r.body_bytes - octet_length(r.body), octet_length(r.body) - 65000) > 0)
    or concat_ws(' ', r.body, r.headers) ~ p.by_address or r.body collate "pg_c_utf8" ~ p.by_name);
  delete from public.fathom_integrations i
  where i.workspace_id = workspace and i.fathom_user_email = address and i.status = 'disconnected';
  delete from public.fathom_people f where f.workspace_id = workspace and f.email = address;

  insert into public.erasures
    (workspace_id, requested_by, meetings, outcomes, events, notes, notes_to_delete, finished_at)
  values (workspace, requester, cardinality(meetings), erased_outcomes, erased_events, note_count,
          case when delete_notes then note_count else 0 end, case when delete_notes and note_count > 0 then null else now() end)
  returning id into erasure;
  if delete_notes then
    with doomed as (
      insert into private.note_deletions (erasure_id, workspace_id, crm_account, crm_note_id)
      -- Two accounts may have a note of the same id: the one that is connected can be deleted.
      select distinct on (n ->> 'noteId') erasure, workspace, n ->> 'account', n ->> 'noteId' from jsonb_array_elements(notes) n
      left join public.crm_connections c on c.workspace_id = workspace and c.account = n ->> 'account'
      where n ->> 'noteId' is not null
      order by n ->> 'noteId', c.id is null
      returning id
    )
    insert into private.jobs (kind, workspace_id, note_deletion_id) select 'delete_note', workspace, d.id from doomed d;
  end if;
  -- The notes of the others in these meetings name the person: they are written anew, now or when that is possible again
  -- (private.rewrite_notes): what they say is not known any more.
  update public.attendee_outcomes o set note_fingerprint = null
  from public.meetings m
  where (m.id = any (leaders) or m.recording_of = any (leaders)) and o.meeting_id = m.id and o.crm_note_id is not null;
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

revoke all on function private.as_pattern(text, boolean), private.address_pattern(text), private.words_of(text),
  private.names_pattern(text[], text[]), private.describe_person(text, text[], text[]),
  private.without_person(text, private.person, text), private.is_called(text, private.person),
  private.json_without_person(jsonb, private.person), private.names_of(uuid, uuid[], text),
  private.erase_from_meeting(uuid, text, text[]), private.erase_from_crm_memory(uuid, text, text[]),
  public.erase_person(uuid, text, uuid, boolean), public.load_note_deletion(uuid, uuid),
  private.end_note_deletion(uuid, boolean), public.finish_note_deletion(uuid, uuid, boolean) from public, anon, authenticated;
grant execute on function public.erase_person(uuid, text, uuid, boolean), public.load_note_deletion(uuid, uuid),
  public.finish_note_deletion(uuid, uuid, boolean) to service_role;
