-- That a person was erased, without saying who: what is left to show for it.
create table public.erasures (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  requested_by uuid references auth.users (id) on delete set null,
  requested_at timestamptz not null default now(),
  meetings integer not null,
  outcomes integer not null,
  events integer not null,
  -- Notes on the person in the CRM; those to be deleted, and what became of them.
  notes integer not null,
  notes_to_delete integer not null default 0,
  notes_deleted integer not null default 0,
  notes_failed integer not null default 0,
  finished_at timestamptz
);
create index erasures_of_a_workspace on public.erasures (workspace_id, requested_at desc);
create index erasures_requested_by_a_user on public.erasures (requested_by) where requested_by is not null;

-- Notes that are still to be deleted in the CRM; gone when it is done.
create table private.note_deletions (
  id uuid primary key default gen_random_uuid(),
  erasure_id uuid not null references public.erasures (id) on delete cascade,
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  crm_account text not null,
  crm_note_id text not null,
  constraint note_is_deleted_once_an_erasure unique (erasure_id, crm_note_id)
);
create index note_deletions_of_a_workspace on private.note_deletions (workspace_id);

alter table public.erasures enable row level security;
alter table private.note_deletions enable row level security;
revoke all on public.erasures from anon, authenticated;
grant select on public.erasures to authenticated;
grant select, insert, update, delete on public.erasures, private.note_deletions to service_role;

create policy "administrators see that somebody was erased" on public.erasures for select to authenticated
  using (workspace_id = any ((select private.my_administered_workspaces())::uuid[]));
