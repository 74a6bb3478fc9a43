-- What a person can do about an attendee's outcome. Called by `api` after it has checked who asks; each is one transaction.

-- Says how it went: `done`; `already_logged` or `waiting` (nothing to do); `internal`; `no_email`.
create function public.log_attendee_again(outcome uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare o public.attendee_outcomes;
begin
  -- The order of finish_job: the conversation first, then the attendee, then the job.
  perform 1 from public.meetings m
  where m.id = (select private.leading_meeting(a.meeting_id) from public.attendee_outcomes a where a.id = outcome) for no key update;
  select a.* into o from public.attendee_outcomes a where a.id = outcome for update;
  if not found then raise exception 'no such attendee' using errcode = 'PT404'; end if;
  case o.status
    when 'note_added' then return 'already_logged';
    when 'pending' then return 'waiting';
    when 'skipped_internal' then return 'internal';
    else null;
  end case;
  if o.email is null then return 'no_email'; end if;
  -- Asked for by a person: what an import left unwritten is written.
  if o.status = 'dry_run' then update public.meetings set notes_withheld = false where id = o.meeting_id and notes_withheld; end if;
  -- An intent that is open stays: it is looked for before anything is written.
  update public.attendee_outcomes set status = 'pending', reason = null, error = null, attempts = 0, next_lookup_at = null, updated_at = now()
  where id = outcome;
  perform private.enqueue_log(o.meeting_id, o.workspace_id, o.webhook_event_id);
  return 'done';
end
$$;

-- A person decides who an address is, for this workspace and for ever; no search overrides it. Also `not_a_candidate`,
-- `no_connection`.
create function public.choose_person(outcome uuid, chooser uuid, person text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  o public.attendee_outcomes;
  crm uuid;
  chosen jsonb;
begin
  -- Locked as log_attendee_again does: nobody who is being erased is remembered.
  perform 1 from public.meetings m
  where m.id = (select private.leading_meeting(a.meeting_id) from public.attendee_outcomes a where a.id = outcome) for no key update;
  select a.* into o from public.attendee_outcomes a where a.id = outcome for update;
  if not found then raise exception 'no such attendee' using errcode = 'PT404'; end if;
  if o.status <> 'ambiguous' then return case o.status when 'note_added' then 'already_logged' else 'waiting' end; end if;
  select c into chosen from jsonb_array_elements(o.candidates) c where c ->> 'id' = person;
  if chosen is null then return 'not_a_candidate'; end if;
  select c.id into crm from public.crm_connections c where c.workspace_id = o.workspace_id and c.provider = o.crm_provider;
  if crm is null then return 'no_connection'; end if;
  insert into private.crm_people as known (connection_id, email, person_id, person_name, chosen_by)
  values (crm, lower(o.email), person, chosen ->> 'name', chooser)
  on conflict (connection_id, email) do update
  set person_id = excluded.person_id, person_name = excluded.person_name, chosen_by = excluded.chosen_by, found_at = now();
  return public.log_attendee_again(outcome);
end
$$;

revoke all on function public.log_attendee_again(uuid), public.choose_person(uuid, uuid, text) from public, anon, authenticated;
grant execute on function public.log_attendee_again(uuid), public.choose_person(uuid, uuid, text) to service_role;
