-- Fetching past meetings. The counts are of meetings: `total` once they are counted, then `done` (stored like any other), `skipped` (there
-- already) and `failed` (unreadable, or given up).
create table public.imports (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  user_id uuid references auth.users (id) on delete set null,
  integration_id uuid references public.fathom_integrations (id) on delete set null,
  source text not null constraint import_source_is_known check (source in ('fathom')),
  state text not null default 'running'
    constraint import_state_is_known check (state in ('running', 'paused', 'finished', 'cancelled', 'failed')),
  total integer not null default 0,
  done integer not null default 0,
  skipped integer not null default 0,
  failed integer not null default 0,
  -- Meetings that were put into the inbox: each of them ends as done or failed.
  taken integer not null default 0,
  -- What is fetched: meetings since then, the latest so many, or both. Nothing that came about after the import began.
  since timestamptz,
  until timestamptz not null default now(),
  most integer constraint import_is_of_one_to_ten_thousand check (most between 1 and 10000),
  write_notes boolean not null default true,
  -- When all were counted, and when all were fetched.
  counted_at timestamptz,
  fetched_at timestamptz,
  -- Calls of the source's API.
  calls integer not null default 0,
  -- Why it stands still or has failed: a sentence.
  error text,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  updated_at timestamptz not null default now()
);
create index imports_of_a_workspace on public.imports (workspace_id, started_at desc);
create index imports_of_a_user on public.imports (user_id);
create index imports_of_an_integration on public.imports (integration_id);
create unique index one_running_import_of_an_integration on public.imports (integration_id) where state = 'running';

-- Where it goes on, and where it has been: a cursor that comes again would lead round in circles.
create table private.import_cursors (
  import_id uuid primary key references public.imports (id) on delete cascade,
  cursor text,
  seen text[] not null default '{}'
);

alter table public.imports enable row level security;
alter table private.import_cursors enable row level security;
revoke all on public.imports from anon, authenticated;
grant select on public.imports to authenticated;
grant select, insert, update, delete on public.imports, private.import_cursors to service_role;

create policy "users see their imports, managers see the team's" on public.imports for select to authenticated
  using (
    (user_id = (select auth.uid()) and workspace_id = any ((select private.my_workspaces())::uuid[]))
    or workspace_id = any ((select private.my_managed_workspaces())::uuid[])
  );
