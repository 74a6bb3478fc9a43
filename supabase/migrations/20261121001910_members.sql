-- Who is in a workspace and what they may do; called by `api`, each is one transaction. They settle themselves whether the one who
-- asks may: roles change while somebody asks. All of them lock the workspace first, so that they come one after the other.

-- Of oneself, and for managers and above of everybody in the workspace.
create function private.address_of_colleague(workspace uuid, colleague uuid) returns text
language sql stable security definer set search_path = '' as $$
  select u.email::text from auth.users u
  where u.id = colleague and (
    colleague = (select auth.uid())
    or exists (
      select from public.workspace_members m where m.workspace_id = workspace and m.user_id = colleague
        and workspace = any ((select private.my_managed_workspaces())::uuid[])))
$$;

create view public.workspace_people with (security_invoker = true) as
select m.workspace_id, m.user_id, private.address_of_colleague(m.workspace_id, m.user_id) as email, m.role, m.created_at as joined_at
from public.workspace_members m;

revoke all on public.workspace_people from anon, authenticated;
grant select on public.workspace_people to authenticated, service_role;

-- Null when the person is not in it. The lock is one that lets rows of the workspace be added meanwhile.
create function private.role_under_lock(workspace uuid, person uuid) returns text
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.workspaces w where w.id = workspace for no key update;
  return (select m.role from public.workspace_members m where m.workspace_id = workspace and m.user_id = person);
end
$$;

create function private.is_last_owner(workspace uuid, person uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.workspace_members m where m.workspace_id = workspace and m.user_id = person and m.role = 'owner')
    and not exists (select from public.workspace_members m where m.workspace_id = workspace and m.user_id <> person and m.role = 'owner')
$$;

-- What somebody has invited to while they administered the workspace ends with that: nobody leaves a way back open for themselves.
create function private.end_invitations_by(workspace uuid, person uuid) returns void
language sql security definer set search_path = '' as $$
  update public.workspace_invitations i set revoked_at = now()
  where i.workspace_id = workspace and i.accepted_at is null and i.revoked_at is null
    and (i.invited_by = person or i.email = (select lower(u.email) from auth.users u where u.id = person))
$$;

-- Answers `done`, `not_found`, `forbidden` or `last_owner`. Only owners make owners, or anything else of an owner.
create function public.change_member_role(workspace uuid, actor uuid, member uuid, new_role text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  mine text := private.role_under_lock(workspace, actor);
  theirs text := (select m.role from public.workspace_members m where m.workspace_id = workspace and m.user_id = member);
begin
  if mine is null then return 'not_found'; end if;
  if mine not in ('owner', 'admin') then return 'forbidden'; end if;
  if theirs is null then return 'not_found'; end if;
  if mine <> 'owner' and 'owner' in (theirs, new_role) then return 'forbidden'; end if;
  if new_role <> 'owner' and private.is_last_owner(workspace, member) then return 'last_owner'; end if;
  update public.workspace_members m set role = new_role where m.workspace_id = workspace and m.user_id = member;
  if new_role not in ('owner', 'admin') then perform private.end_invitations_by(workspace, member); end if;
  return 'done';
end
$$;

-- The same answers. What they recorded stays; what they record from now on is no concern of the workspace any more.
create function public.remove_member(workspace uuid, actor uuid, member uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  mine text := private.role_under_lock(workspace, actor);
  theirs text := (select m.role from public.workspace_members m where m.workspace_id = workspace and m.user_id = member);
begin
  if mine is null then return 'not_found'; end if;
  if actor <> member and mine not in ('owner', 'admin') then return 'forbidden'; end if;
  if theirs is null then return 'not_found'; end if;
  if actor <> member and mine <> 'owner' and theirs = 'owner' then return 'forbidden'; end if;
  if private.is_last_owner(workspace, member) then return 'last_owner'; end if;
  perform public.disconnect_fathom(i.id) from public.fathom_integrations i
  where i.workspace_id = workspace and i.user_id = member and i.status <> 'disconnected';
  perform private.end_invitations_by(workspace, member);
  delete from public.workspace_members m where m.workspace_id = workspace and m.user_id = member;
  return 'done';
end
$$;

-- Inviting an address again ends the former link. Answers `forbidden` when the role of the one who invites is not enough any more,
-- `member` when the address is in the workspace already, `too_many` with 200 open ones, else `done`.
create function public.invite_member(workspace uuid, actor uuid, address text, invited_role text, token_sha256 text) returns text
language plpgsql security definer set search_path = '' as $$
begin
  if coalesce(private.role_under_lock(workspace, actor) not in ('owner', 'admin'), true) then return 'forbidden'; end if;
  if exists (
    select from public.workspace_members m join auth.users u on u.id = m.user_id
    where m.workspace_id = workspace and lower(u.email) = lower(address)) then
    return 'member';
  end if;
  update public.workspace_invitations i set revoked_at = now()
  where i.workspace_id = workspace and i.email = lower(address) and i.accepted_at is null and i.revoked_at is null;
  if (select count(*) from public.workspace_invitations i
      where i.workspace_id = workspace and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()) >= 200 then
    return 'too_many';
  end if;
  insert into public.workspace_invitations (workspace_id, email, role, token_hash, invited_by)
  values (workspace, lower(address), invited_role, token_sha256, actor);
  return 'done';
end
$$;

-- An open invitation, by the token in its link, as far as whoever has the link may know: {workspace, email, role}; else null.
create function public.look_at_invitation(token_sha256 text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('workspace', w.name, 'email', i.email, 'role', i.role)
  from public.workspace_invitations i join public.workspaces w on w.id = i.workspace_id
  where i.token_hash = token_sha256 and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
$$;

-- Answers {answer: joined | other_address | not_open, workspaceId}. It counts once; the same person again is told the same. Who is in
-- the workspace already keeps their role.
create function public.accept_invitation(invitee uuid, token_sha256 text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  i public.workspace_invitations;
  address text := (select lower(u.email) from auth.users u where u.id = invitee);
begin
  -- The workspace before the invitation, as everywhere.
  perform from public.workspaces w
  where w.id = (select n.workspace_id from public.workspace_invitations n where n.token_hash = token_sha256) for no key update;
  select * into i from public.workspace_invitations n where n.token_hash = token_sha256 for update;
  if i.id is null then return jsonb_build_object('answer', 'not_open'); end if;
  if i.accepted_by = invitee and exists (
    select from public.workspace_members m where m.workspace_id = i.workspace_id and m.user_id = invitee) then
    return jsonb_build_object('answer', 'joined', 'workspaceId', i.workspace_id);
  end if;
  if i.accepted_at is not null or i.revoked_at is not null or i.expires_at <= now() then
    return jsonb_build_object('answer', 'not_open');
  end if;
  if i.email is distinct from address then return jsonb_build_object('answer', 'other_address'); end if;
  insert into public.workspace_members (workspace_id, user_id, role) values (i.workspace_id, invitee, i.role) on conflict do nothing;
  update public.workspace_invitations n set accepted_at = now(), accepted_by = invitee where n.id = i.id;
  return jsonb_build_object('answer', 'joined', 'workspaceId', i.workspace_id);
end
$$;

-- For whoever is in no workspace; null for everybody else, however often they ask at once.
create function public.create_workspace(person uuid, workspace_name text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare address text;
begin
  perform pg_advisory_xact_lock(hashtextextended('create_workspace ' || person, 0));
  if exists (select from public.workspace_members m where m.user_id = person) then return null; end if;
  select u.email into address from auth.users u where u.id = person;
  return private.make_workspace(person, workspace_name, address);
end
$$;

-- The first step of the end of a workspace: nothing comes in any more. Null unless an owner asks who has typed its name; else the
-- webhooks that are still there in Fathom, which its jobs remove too should this go no further: [{integrationId, webhookId, sealedKey}].
create function public.close_workspace(workspace uuid, actor uuid, typed_name text) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  if private.role_under_lock(workspace, actor) is distinct from 'owner'
    or not exists (select from public.workspaces w where w.id = workspace and btrim(w.name) = btrim(typed_name)) then
    return null;
  end if;
  perform public.disconnect_fathom(i.id) from public.fathom_integrations i where i.workspace_id = workspace and i.status <> 'disconnected';
  update public.workspace_invitations i set revoked_at = now()
  where i.workspace_id = workspace and i.accepted_at is null and i.revoked_at is null;
  return coalesce((
    select jsonb_agg(jsonb_build_object('integrationId', r.integration_id, 'webhookId', r.webhook_id, 'sealedKey', r.sealed))
    from private.webhook_removals r where r.workspace_id = workspace), '[]');
end
$$;

-- The second step, a part at a time, so that no statement runs for long: to be called until it answers true. The workspace goes last:
-- if this ends half-way, its owner finds it and deletes the rest. Null for whoever is no owner.
create function public.delete_workspace(workspace uuid, actor uuid, at_most integer) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if private.role_under_lock(workspace, actor) is distinct from 'owner' then
    return case when not exists (select from public.workspaces w where w.id = workspace) then true end;
  end if;
  delete from public.meetings where id in (select m.id from public.meetings m where m.workspace_id = workspace limit at_most);
  if found then return false; end if;
  delete from public.webhook_events where id in (select e.id from public.webhook_events e where e.workspace_id = workspace limit at_most);
  if found then return false; end if;
  delete from public.workspaces w where w.id = workspace;
  return true;
end
$$;

revoke all on function private.address_of_colleague(uuid, uuid), private.role_under_lock(uuid, uuid), private.is_last_owner(uuid, uuid),
  private.end_invitations_by(uuid, uuid),
  public.change_member_role(uuid, uuid, uuid, text), public.remove_member(uuid, uuid, uuid),
  public.invite_member(uuid, uuid, text, text, text), public.look_at_invitation(text), public.accept_invitation(uuid, text),
  public.create_workspace(uuid, text), public.close_workspace(uuid, uuid, text), public.delete_workspace(uuid, uuid, integer)
  from public, anon, authenticated;
-- The view is read with the rights of whoever reads it.
grant execute on function private.address_of_colleague(uuid, uuid) to authenticated, service_role;
grant execute on function public.change_member_role(uuid, uuid, uuid, text), public.remove_member(uuid, uuid, uuid),
  public.invite_member(uuid, uuid, text, text, text), public.look_at_invitation(text), public.accept_invitation(uuid, text),
  public.create_workspace(uuid, text), public.close_workspace(uuid, uuid, text), public.delete_workspace(uuid, uuid, integer)
  to service_role;
