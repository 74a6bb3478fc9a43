-- What people look through: deliveries and their way, and the audit trail.

-- The states of a delivery, one line a change: its tries and what each came to. Goes with its delivery.
create table public.event_states (
  event_id uuid not null references public.webhook_events (id) on delete cascade,
  id bigint generated always as identity,
  workspace_id uuid not null,
  state text not null,
  attempts integer not null,
  error text,
  created_at timestamptz not null default clock_timestamp(),
  -- Asked for by their delivery only.
  primary key (event_id, id)
);

alter table public.event_states enable row level security;
revoke all on public.event_states from anon, authenticated;
revoke all on sequence public.event_states_id_seq from anon, authenticated;
grant select on public.event_states to authenticated;
grant select, insert, update, delete on public.event_states to service_role;

create policy "who sees a delivery sees its states" on public.event_states for select to authenticated
  using (exists (select from public.webhook_events e where e.id = event_id));

create function private.note_event_state() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.event_states (event_id, workspace_id, state, attempts, error)
  values (new.id, new.workspace_id, new.state, new.attempts, new.error);
  return null;
end
$$;
create trigger note_first_state after insert on public.webhook_events
  for each row execute function private.note_event_state();
create trigger note_next_state after update of state, error on public.webhook_events
  for each row when ((old.state, old.error) is distinct from (new.state, new.error)) execute function private.note_event_state();

-- Lists by state, and their counts without reading the rows themselves.
create index webhook_events_by_state on public.webhook_events (workspace_id, state, received_at desc, id desc) include (user_id);
create index attendee_outcomes_by_status on public.attendee_outcomes (workspace_id, status, updated_at desc, id desc) include (user_id);

-- How many deliveries a person sees in each state, at most one more than 10,000. A parameter that is null asks for all.
create function public.event_counts(
  workspace uuid, came_by text default null, integration uuid default null, received_from timestamptz default null,
  received_before timestamptz default null, delivery text default null
) returns table (state text, events bigint)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  person uuid := private.only_of(workspace);
begin
  return query
  select s.state, c.n from unnest('{received,processing,processed,retrying,unreadable,dead}'::text[]) s (state), lateral (
    select count(*) as n from (
      select from public.webhook_events e
      where e.workspace_id = workspace and e.state = s.state
        and (person is null or e.user_id = person)
        and (came_by is null or e.origin = came_by)
        and (integration is null or e.integration_id = integration)
        and (received_from is null or e.received_at >= received_from)
        and (received_before is null or e.received_at < received_before)
        and (delivery is null or e.delivery_id = delivery)
      limit 10001) counted) c
  where c.n > 0;
end
$$;

-- The meetings of what the caller sees in which these words of the audit trail can be: their title and people have the words, the last
-- as the beginning of one, or it is an id. Null where that narrows nothing down: the words are in a great many, or are none.
create function private.meetings_to_look_through(workspace uuid, words text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  sought tsquery := private.words_query(words, 'AB');
  person uuid := private.only_of(workspace);
  most constant integer := 2000;
  found_meetings uuid[];
begin
  if workspace <> all (private.my_workspaces()) or coalesce(numnode(sought), 0) = 0 then return null; end if;
  found_meetings := array(
    select s.meeting_id from private.meeting_search s
    where s.document @@ (quote_literal(private.workspace_word(workspace))::tsquery && sought)
      and (person is null or exists (select from public.meetings m where m.id = s.meeting_id and m.user_id = person))
    limit most);
  if cardinality(found_meetings) = most then return null; end if;
  return found_meetings
    || array(select o.meeting_id from public.attendee_outcomes o
      where o.workspace_id = workspace and o.crm_person_id = words and (person is null or o.user_id = person))
    || array(select m.id from public.meetings m
      where m.workspace_id = workspace and m.external_id = words and (person is null or m.user_id = person));
end
$$;

-- What the audit trail is asked for. Only what is asked stands in it, so that its index is used: $1 workspace, $2 person, $3 status, $4 from,
-- $5 before, $6 words, $7 meetings.
create function private.audit_condition(
  person uuid, with_status text, processed_from timestamptz, processed_before timestamptz, words text, meetings uuid[]
) returns text
language sql immutable set search_path = '' as $$
  select concat_ws(' and ', 'a.workspace_id = $1',
    case when person is not null then 'a.user_id = $2' end,
    case when with_status is not null then 'a.status = $3' end,
    case when processed_from is not null then 'a.processed_at >= $4' end,
    case when processed_before is not null then 'a.processed_at < $5' end,
    case when words is not null then
      '(strpos(lower(a.meeting_title collate "pg_c_utf8"), lower($6 collate "pg_c_utf8")) > 0
        or strpos(lower(a.attendee_name collate "pg_c_utf8"), lower($6 collate "pg_c_utf8")) > 0
        or strpos(lower(a.attendee_email), lower($6)) > 0 or $6 in (a.crm_person_id, a.meeting_external_id))' end,
    case when meetings is not null then 'a.meeting_id = any ($7)' end)
$$;

-- A page of the audit trail as a person sees it, newest first or oldest first, after a line of it. `words` are looked for in title,
-- name and address, from the beginning of a word on; an id of a person or a meeting must be the whole of it.
create function public.audit_page(
  workspace uuid, with_status text default null, processed_from timestamptz default null, processed_before timestamptz default null,
  words text default null, after_at timestamptz default null, after_id uuid default null, oldest_first boolean default false,
  most integer default 50
) returns setof public.attendee_audit
language plpgsql stable set search_path = '' as $$
declare
  person uuid := private.only_of(workspace);
  meetings uuid[] := case when words is not null then private.meetings_to_look_through(workspace, words) end;
begin
  return query execute format(
    'select * from public.attendee_audit a where %s %s order by a.processed_at %s, a.attendee_outcome_id %3$s limit $10',
    private.audit_condition(person, with_status, processed_from, processed_before, words, meetings),
    case when after_at is not null then
      format('and (a.processed_at, a.attendee_outcome_id) %s ($8, $9)', case when oldest_first then '>' else '<' end) end,
    case when oldest_first then 'asc' else 'desc' end)
  using workspace, person, with_status, processed_from, processed_before, words, meetings, after_at, after_id, least(most, 1000);
end
$$;

-- How many lines of it there are with each outcome, at most one more than 10,000.
create function public.audit_counts(
  workspace uuid, processed_from timestamptz default null, processed_before timestamptz default null, words text default null
) returns table (status text, attendees bigint)
language plpgsql stable set search_path = '' as $$
declare
  person uuid := private.only_of(workspace);
  meetings uuid[] := case when words is not null then private.meetings_to_look_through(workspace, words) end;
begin
  return query execute format(
    'select s.status, c.n
      from unnest($q${pending,note_added,not_found,skipped_internal,ambiguous,dry_run,failed}$q$::text[]) s (status), lateral (
        select count(*) as n from (select from %s a where %s and a.status = s.status limit 10001) counted) c
      where c.n > 0',
    -- Without words no title is needed: the index of outcomes alone answers.
    case when words is null
      then '(select o.*, o.updated_at as processed_at from public.attendee_outcomes o)' else 'public.attendee_audit' end,
    private.audit_condition(person, null, processed_from, processed_before, words, meetings))
  using workspace, person, null::text, processed_from, processed_before, words, meetings;
end
$$;

revoke all on function private.note_event_state(), private.meetings_to_look_through(uuid, text),
  private.audit_condition(uuid, text, timestamptz, timestamptz, text, uuid[]) from public, anon, authenticated;
-- The first checks again whose meetings they are, the second reads nothing.
grant execute on function private.meetings_to_look_through(uuid, text),
  private.audit_condition(uuid, text, timestamptz, timestamptz, text, uuid[]) to authenticated, service_role;
revoke all on function public.event_counts(uuid, text, uuid, timestamptz, timestamptz, text),
  public.audit_page(uuid, text, timestamptz, timestamptz, text, timestamptz, uuid, boolean, integer),
  public.audit_counts(uuid, timestamptz, timestamptz, text) from public, anon;
grant execute on function public.event_counts(uuid, text, uuid, timestamptz, timestamptz, text),
  public.audit_page(uuid, text, timestamptz, timestamptz, text, timestamptz, uuid, boolean, integer),
  public.audit_counts(uuid, timestamptz, timestamptz, text) to authenticated, service_role;
