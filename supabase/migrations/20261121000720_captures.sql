-- Deliveries that were refused while an administrator had the capture on: to find out why. Nothing of them is proven.
create table public.refused_deliveries (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  received_at timestamptz not null default now(),
  reason text not null constraint refusal_reason_is_a_code check (reason ~ '^[a-z][a-z0-9_]*$'),
  headers jsonb not null default '{}',
  -- The beginning of the body.
  body text not null,
  body_bytes integer not null
);
create index refused_deliveries_of_a_workspace on public.refused_deliveries (workspace_id, received_at desc);

alter table public.refused_deliveries enable row level security;
revoke all on public.refused_deliveries from anon, authenticated;
grant select on public.refused_deliveries to authenticated;
grant select, insert, update, delete on public.refused_deliveries to service_role;

create policy "administrators see what was refused" on public.refused_deliveries for select to authenticated
  using (workspace_id = any ((select private.my_administered_workspaces())::uuid[]));
