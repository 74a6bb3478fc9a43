-- Who an attendee is in the CRM, decided by a person. Called by `api` after it has checked who asks; each is one transaction.

-- Locks an attendee as log_attendee_again does, the conversation first: nobody who is being erased is remembered.
create function private.lock_attendee(outcome uuid) returns public.attendee_outcomes
language plpgsql security definer set search_path = '' as $$
declare o public.attendee_outcomes;
begin
  perform 1 from public.meetings m
  where m.id = (select private.leading_meeting(a.meeting_id) from public.attendee_outcomes a where a.id = outcome) for no key update;
  select a.* into o from public.attendee_outcomes a where a.id = outcome for update;
  if not found then raise exception 'no such attendee' using errcode = 'PT404'; end if;
  return o;
end
$$;

-- What it takes to ask the CRM about an attendee.
create function public.load_attendee_crm(outcome uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('email', o.email, 'connection', (
    select private.open_connection(c) from public.crm_connections c
    where c.workspace_id = o.workspace_id and c.provider = o.crm_provider))
  from public.attendee_outcomes o where o.id = outcome
$$;

-- A person decides whom an attendee is logged on: their address, for this workspace and for ever, so that no search overrides
-- it; without an address this attendee alone. A note that is written stays where it is. Says how it went: `done` (it will be
-- logged); `kept` (from the next meeting on); `waiting`; `internal`; `erased`; `already_logged`; `no_connection`.
create function public.choose_anybody(outcome uuid, chooser uuid, crm_account text, person text, person_name text, was_created boolean default false)
returns text
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  o public.attendee_outcomes := private.lock_attendee(outcome);
  crm uuid;
begin
  case
    when o.reason = 'erased' then return 'erased';
    when o.status = 'skipped_internal' then return 'internal';
    -- The worker that is at it may have read already whom to log them on. Somebody who was created is remembered all the same.
    when o.status = 'pending' and not was_created then return 'waiting';
    when o.status = 'note_added' and o.email is null then return 'already_logged';
    else null;
  end case;
  select c.id into crm from public.crm_connections c
  where c.workspace_id = o.workspace_id and c.provider = o.crm_provider and c.account = choose_anybody.crm_account;
  if crm is null then return 'no_connection'; end if;
  if o.email is not null then
    insert into private.crm_people as known (connection_id, email, person_id, person_name, chosen_by)
    values (crm, lower(o.email), person, person_name, chooser)
    on conflict (connection_id, email) do update
    set person_id = excluded.person_id, person_name = excluded.person_name, chosen_by = excluded.chosen_by, found_at = now();
  end if;
  perform private.remember_decision(o, chooser,
    case when was_created then 'contact_created' when o.status = 'note_added' then 'person_changed' else 'person_chosen' end);
  if o.status = 'note_added' then return 'kept'; end if;
  update public.attendee_outcomes a set
    status = 'pending', reason = null, error = null, attempts = 0, next_lookup_at = null, person_creation_at = null,
    crm_person_id = person, crm_person_name = choose_anybody.person_name, crm_account = choose_anybody.crm_account,
    -- A write that was begun on somebody else is not looked for on this person, nor taken for theirs.
    write_started_at = case when a.crm_person_id = person and a.crm_account = choose_anybody.crm_account then a.write_started_at end,
    updated_at = now()
  where a.id = outcome;
  perform private.enqueue_log(o.meeting_id, o.workspace_id, o.webhook_event_id);
  return 'done';
end
$$;

-- One of the people who were found with the address. Also `not_a_candidate`.
create function public.choose_person(outcome uuid, chooser uuid, person text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  o public.attendee_outcomes := private.lock_attendee(outcome);
  chosen jsonb;
  account text;
begin
  if o.status <> 'ambiguous' then return case o.status when 'note_added' then 'already_logged' else 'waiting' end; end if;
  select c into chosen from jsonb_array_elements(o.candidates) c where c ->> 'id' = person;
  if chosen is null then return 'not_a_candidate'; end if;
  select c.account into account from public.crm_connections c where c.workspace_id = o.workspace_id and c.provider = o.crm_provider;
  return public.choose_anybody(outcome, chooser, account, person, chosen ->> 'name');
end
$$;

-- Before a contact is created for an attendee's address: one at a time, whoever asks and from whichever meeting. `begun`, or
-- why not: `waiting`; `internal`; `no_email`; `already_logged`; `several`; `unsure` (one may have been created a moment ago,
-- and a search need not find it yet).
create function public.begin_person_creation(outcome uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare o public.attendee_outcomes;
begin
  perform pg_advisory_xact_lock(hashtextextended('create ' || a.workspace_id || ' ' || lower(a.email), 0))
  from public.attendee_outcomes a where a.id = outcome and a.email is not null;
  o := private.lock_attendee(outcome);
  if o.email is null then return 'no_email'; end if;
  case o.status
    when 'note_added' then return 'already_logged';
    when 'dry_run' then return 'already_logged';
    when 'pending' then return 'waiting';
    when 'skipped_internal' then return 'internal';
    when 'ambiguous' then return 'several';
    else null;
  end case;
  if exists (
    select from public.attendee_outcomes a
    where a.workspace_id = o.workspace_id and lower(a.email) = lower(o.email) and a.person_creation_at > now() - interval '2 minutes'
  ) then return 'unsure'; end if;
  update public.attendee_outcomes set person_creation_at = now() where id = outcome;
  return 'begun';
end
$$;

-- It is certain that nothing was created.
create function public.end_person_creation(outcome uuid) returns void
language sql security definer set search_path = '' as $$
  update public.attendee_outcomes set person_creation_at = null where id = outcome
$$;

revoke all on function private.lock_attendee(uuid), public.load_attendee_crm(uuid), public.choose_anybody(uuid, uuid, text, text, text, boolean),
  public.choose_person(uuid, uuid, text), public.begin_person_creation(uuid), public.end_person_creation(uuid) from public, anon, authenticated;
grant execute on function public.load_attendee_crm(uuid), public.choose_anybody(uuid, uuid, text, text, text, boolean),
  public.choose_person(uuid, uuid, text), public.begin_person_creation(uuid), public.end_person_creation(uuid) to service_role;
