create table public.workspaces (
  id uuid primary key default gen_random_uuid(),
  name text not null constraint workspace_has_a_short_name check (length(name) between 1 and 200),
  created_at timestamptz not null default now()
);

create table public.workspace_members (
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  role text not null default 'member'
    constraint member_role_is_known check (role in ('owner', 'admin', 'manager', 'member')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, user_id)
);
create index workspace_members_of_a_user on public.workspace_members (user_id);

create table public.workspace_settings (
  workspace_id uuid primary key references public.workspaces (id) on delete cascade,
  internal_domains text[] not null default '{}',
  dry_run boolean not null default false,
  -- After so many days the raw payload and the headers of a delivery are erased; what it led to stays.
  event_retention_days integer not null default 90
    constraint events_are_kept_one_day_to_ten_years check (event_retention_days between 1 and 3650),
  -- Null: transcripts are kept as long as their meeting.
  transcript_retention_days integer
    constraint transcripts_are_kept_one_day_to_ten_years check (transcript_retention_days between 1 and 3650),
  -- Until then deliveries that are refused are kept too, to find out why.
  capture_until timestamptz,
  slack_status text constraint slack_status_is_known check (slack_status in ('active', 'broken')),
  slack_error text,
  updated_at timestamptz not null default now()
);

-- Arrays, so that a policy compares with a value computed once a query. A large table's policy asks `in (select unnest(…))`: of that
-- Postgres thinks that half of the rows pass, and reads a list in its order; of `any` that one in a hundred does, and then it reads
-- and sorts the whole workspace for every page. (In plpgsql: of sql each call would be planned anew.)
create function private.my_workspaces() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(array_agg(workspace_id), '{}') from public.workspace_members where user_id = (select auth.uid()));
end
$$;

create function private.my_managed_workspaces() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select coalesce(array_agg(workspace_id), '{}') from public.workspace_members
    where user_id = (select auth.uid()) and role in ('owner', 'admin', 'manager'));
end
$$;

create function private.my_administered_workspaces() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select coalesce(array_agg(workspace_id), '{}') from public.workspace_members
    where user_id = (select auth.uid()) and role in ('owner', 'admin'));
end
$$;

-- Whose rows alone a person sees in a workspace: their own, or everybody's (null). Said to a query as well, it reads no others'.
create function private.only_of(workspace uuid) returns uuid
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case when workspace <> all (private.my_managed_workspaces()) then (select auth.uid()) end;
end
$$;

revoke all on function private.my_workspaces(), private.my_managed_workspaces(), private.my_administered_workspaces(),
  private.only_of(uuid) from public, anon;
grant execute on function private.my_workspaces(), private.my_managed_workspaces(), private.my_administered_workspaces(),
  private.only_of(uuid) to authenticated, service_role;

alter table public.workspaces enable row level security;
alter table public.workspace_members enable row level security;
alter table public.workspace_settings enable row level security;

revoke all on public.workspaces, public.workspace_members, public.workspace_settings from anon, authenticated;
grant select on public.workspaces, public.workspace_members, public.workspace_settings to authenticated;
grant select, insert, update, delete on public.workspaces, public.workspace_members, public.workspace_settings to service_role;

create policy "members see their workspaces" on public.workspaces for select to authenticated
  using (id = any ((select private.my_workspaces())::uuid[]));

create policy "members see themselves, managers see the team" on public.workspace_members for select to authenticated
  using (user_id = (select auth.uid()) or workspace_id = any ((select private.my_managed_workspaces())::uuid[]));

create policy "members see how their workspace logs" on public.workspace_settings for select to authenticated
  using (workspace_id = any ((select private.my_workspaces())::uuid[]));
