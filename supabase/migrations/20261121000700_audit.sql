-- The audit trail, one line an attendee, in words; made for SQL and CSV. Row-level security of the tables applies.
create view public.attendee_audit with (security_invoker = true) as
select
  o.updated_at as processed_at,
  m.title as meeting_title,
  m.external_id as meeting_external_id,
  o.name as attendee_name,
  o.email as attendee_email,
  case o.status
    when 'note_added' then 'Found and Note Added'
    when 'not_found' then 'Not Found in Pipedrive'
    when 'skipped_internal' then 'Internal, skipped'
    when 'ambiguous' then 'Several matches, choose one'
    when 'dry_run' then 'Dry run'
    when 'failed' then 'Failed'
    when 'pending' then 'Pending'
  end as outcome,
  o.crm_person_id,
  o.crm_note_id,
  o.webhook_event_id,
  o.error,
  o.reason,
  m.started_at as meeting_started_at,
  o.meeting_id,
  o.id as attendee_outcome_id,
  o.workspace_id,
  o.user_id,
  o.status,
  o.crm_account,
  o.crm_person_name
from public.attendee_outcomes o
join public.meetings m on m.id = o.meeting_id;

revoke all on public.attendee_audit from anon, authenticated;
grant select on public.attendee_audit to authenticated, service_role;
