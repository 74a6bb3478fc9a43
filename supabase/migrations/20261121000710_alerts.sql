-- What somebody should look at. One open row a kind: what happens again is counted in it, until a person has seen it.
create table public.alerts (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  kind text not null constraint alert_kind_is_known
    check (kind in ('dead_letter', 'connection_failing', 'source_failing', 'source_unauthorized', 'import_stopped', 'integration_quiet')),
  count integer not null default 1,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  -- When Slack was told last, and of how many.
  sent_at timestamptz,
  sent_count integer not null default 0,
  acknowledged_at timestamptz,
  acknowledged_by uuid references auth.users (id) on delete set null
);
create unique index one_open_alert_of_a_kind on public.alerts (workspace_id, kind) where acknowledged_at is null;
create index alerts_of_a_workspace on public.alerts (workspace_id, last_at desc);
create index alerts_acknowledged_by_a_user on public.alerts (acknowledged_by) where acknowledged_by is not null;

-- The address of a Slack incoming webhook is a secret: sealed by the functions.
create table private.slack_webhooks (
  workspace_id uuid primary key references public.workspaces (id) on delete cascade,
  sealed text not null,
  key_id text not null,
  created_at timestamptz not null default now()
);

alter table public.alerts enable row level security;
alter table private.slack_webhooks enable row level security;
revoke all on public.alerts from anon, authenticated;
grant select on public.alerts to authenticated;
grant select, insert, update, delete on public.alerts, private.slack_webhooks to service_role;

create policy "managers see what needs attention" on public.alerts for select to authenticated
  using (workspace_id = any ((select private.my_managed_workspaces())::uuid[]));
