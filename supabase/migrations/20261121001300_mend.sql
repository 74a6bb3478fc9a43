-- Having an attendee logged once more. Called by `api` after it has checked who asks; it is one transaction.

-- Says how it went: `done`; `already_logged` or `waiting` (nothing to do); `internal`; `no_email`.
create function public.log_attendee_again(outcome uuid, asker uuid default null) returns text
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
  -- Without an address there is somebody to log on only if a person has chosen whom.
  if o.email is null and o.crm_person_id is null then return 'no_email'; end if;
  -- Asked for by a person: what an import left unwritten is written.
  if o.status = 'dry_run' then update public.meetings set notes_withheld = false where id = o.meeting_id and notes_withheld; end if;
  -- An intent that is open stays: it is looked for before anything is written.
  update public.attendee_outcomes set status = 'pending', reason = null, error = null, attempts = 0, next_lookup_at = null, updated_at = now()
  where id = outcome;
  if asker is not null then perform private.remember_decision(o, asker, 'asked_again'); end if;
  perform private.enqueue_log(o.meeting_id, o.workspace_id, o.webhook_event_id);
  return 'done';
end
$$;

revoke all on function public.log_attendee_again(uuid, uuid) from public, anon, authenticated;
grant execute on function public.log_attendee_again(uuid, uuid) to service_role;
