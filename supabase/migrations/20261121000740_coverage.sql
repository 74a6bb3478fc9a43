-- Who of a team records, as far as the API keys of its integrations can see.
create table public.fathom_people (
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  email text not null constraint fathom_person_email_is_lower_case check (email = lower(email)),
  name text,
  -- A member of the team in Fathom; else somebody who was seen recording.
  is_member boolean not null default false,
  last_recorded_at timestamptz,
  seen_at timestamptz not null default now(),
  primary key (workspace_id, email)
);

alter table public.fathom_people enable row level security;
revoke all on public.fathom_people from anon, authenticated;
grant select on public.fathom_people to authenticated;
grant select, insert, update, delete on public.fathom_people to service_role;

create policy "managers see who of the team records" on public.fathom_people for select to authenticated
  using (workspace_id = any ((select private.my_managed_workspaces())::uuid[]));

-- Who records and is connected, has gone quiet (compared with their own past, see notice_quiet_integrations), or is not connected at all.
create view public.fathom_coverage with (security_invoker = true) as
select
  coalesce(i.workspace_id, p.workspace_id) as workspace_id,
  coalesce(i.fathom_user_email, p.email) as email,
  p.name,
  case
    when i.id is null or i.status = 'disconnected' then 'not_connected'
    when i.status = 'broken' or i.failures_in_row > 0 then 'needs_attention'
    when i.quiet_since is not null then 'quiet'
    else 'connected'
  end as coverage,
  coalesce(p.is_member, false) as is_member,
  p.last_recorded_at,
  i.last_event_at,
  i.quiet_since,
  i.id as integration_id,
  i.user_id
from public.fathom_people p
full join public.fathom_integrations i on i.workspace_id = p.workspace_id and i.fathom_user_email = p.email;

revoke all on public.fathom_coverage from anon, authenticated;
grant select on public.fathom_coverage to authenticated, service_role;
