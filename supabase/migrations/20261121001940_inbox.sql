-- What people look through: deliveries and their way, and the audit trail.

-- The states of a delivery, one line a change: its tries and what each came to. Goes with its delivery.
create table public.event_states (
  event_id uuid not null references public.webhook_events (id) on delete cascade,
  id bigint generated always as identity primary key,
  workspace_id uuid not null,
  state text not null,
  attempts integer not null,
  error text,
  created_at timestamptz not null default clock_timestamp()
);
create index event_states_of_an_event on public.event_states (event_id, id);

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

-- Lists by state, and their counts without reading the deliveries themselves.
create index webhook_events_by_state on public.webhook_events (workspace_id, state, received_at desc, id desc) include (user_id);
create index attendee_outcomes_by_status on public.attendee_outcomes (workspace_id, status, updated_at desc, id desc);

-- How many deliveries a person sees in each state. A parameter that is null asks for all.
create function public.event_counts(
  workspace uuid, came_by text default null, integration uuid default null, received_from timestamptz default null,
  received_before timestamptz default null, delivery text default null
) returns table (state text, events bigint)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  return query
  select e.state, count(*) from public.webhook_events e
  where e.workspace_id = workspace
    and (came_by is null or e.origin = came_by)
    and (integration is null or e.integration_id = integration)
    and (received_from is null or e.received_at >= received_from)
    and (received_before is null or e.received_at < received_before)
    and (delivery is null or e.delivery_id = delivery)
  group by e.state;
end
$$;

-- A page of the audit trail as a person sees it, newest first or oldest first, after a line of it. `words` are looked for in title,
-- name and address; an id of a person or a meeting must be the whole of it. Planned for what is asked, so that its index is used.
create function public.audit_page(
  workspace uuid, with_status text default null, processed_from timestamptz default null, processed_before timestamptz default null,
  words text default null, after_at timestamptz default null, after_id uuid default null, oldest_first boolean default false,
  most integer default 50
) returns setof public.attendee_audit
language plpgsql stable set search_path = '' as $$
begin
  return query execute format($query$
    select * from public.attendee_audit a
    where a.workspace_id = $1
      and ($2 is null or a.status = $2)
      and ($3 is null or a.processed_at >= $3)
      and ($4 is null or a.processed_at < $4)
      and ($5 is null or strpos(lower(a.meeting_title), lower($5)) > 0 or strpos(lower(a.attendee_name), lower($5)) > 0
        or strpos(lower(a.attendee_email), lower($5)) > 0 or $5 in (a.crm_person_id, a.meeting_external_id))
      and ($6 is null or (a.processed_at, a.attendee_outcome_id) %1$s ($6, $7))
    order by a.processed_at %2$s, a.attendee_outcome_id %2$s limit $8
    $query$, case when oldest_first then '>' else '<' end, case when oldest_first then 'asc' else 'desc' end)
  using workspace, with_status, processed_from, processed_before, words, after_at, after_id, least(most, 1000);
end
$$;

-- How many lines of it there are with each outcome.
create function public.audit_counts(
  workspace uuid, processed_from timestamptz default null, processed_before timestamptz default null, words text default null
) returns table (status text, attendees bigint)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  return query
  select a.status, count(*) from public.attendee_audit a
  where a.workspace_id = workspace
    and (processed_from is null or a.processed_at >= processed_from)
    and (processed_before is null or a.processed_at < processed_before)
    and (words is null or strpos(lower(a.meeting_title), lower(words)) > 0 or strpos(lower(a.attendee_name), lower(words)) > 0
      or strpos(lower(a.attendee_email), lower(words)) > 0 or words in (a.crm_person_id, a.meeting_external_id))
  group by a.status;
end
$$;

revoke all on function private.note_event_state() from public, anon, authenticated;
revoke all on function public.event_counts(uuid, text, uuid, timestamptz, timestamptz, text),
  public.audit_page(uuid, text, timestamptz, timestamptz, text, timestamptz, uuid, boolean, integer),
  public.audit_counts(uuid, timestamptz, timestamptz, text) from public, anon;
grant execute on function public.event_counts(uuid, text, uuid, timestamptz, timestamptz, text),
  public.audit_page(uuid, text, timestamptz, timestamptz, text, timestamptz, uuid, boolean, integer),
  public.audit_counts(uuid, timestamptz, timestamptz, text) to authenticated, service_role;
