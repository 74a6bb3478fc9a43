-- Who may join a workspace: by a link that is shown once, and only with the address that it was made for.
create table public.workspace_invitations (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  email text not null constraint invitation_email_is_lower_case check (email = lower(email) and length(email) between 3 and 254),
  -- Owners are made, not invited.
  role text not null constraint invitation_role_is_known check (role in ('admin', 'manager', 'member')),
  -- SHA-256 of the token in the link, in lower-case hex.
  token_hash text not null unique constraint invitation_token_is_hashed check (token_hash ~ '^[0-9a-f]{64}$'),
  invited_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '7 days',
  accepted_at timestamptz,
  accepted_by uuid references auth.users (id) on delete set null,
  revoked_at timestamptz
);
create index workspace_invitations_of_a_workspace on public.workspace_invitations (workspace_id, created_at);
create index workspace_invitations_by_inviter on public.workspace_invitations (invited_by);
create index workspace_invitations_by_invitee on public.workspace_invitations (accepted_by);
create unique index one_open_invitation_per_address on public.workspace_invitations (email, workspace_id)
  where accepted_at is null and revoked_at is null;

alter table public.workspace_invitations enable row level security;
revoke all on public.workspace_invitations from anon, authenticated;
grant select on public.workspace_invitations to authenticated;
grant select, insert, update, delete on public.workspace_invitations to service_role;

create policy "administrators see who is invited" on public.workspace_invitations for select to authenticated
  using (workspace_id = any ((select private.my_administered_workspaces())::uuid[]));
