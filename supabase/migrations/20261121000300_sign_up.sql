-- Domains that anyone can have an address at: never a sign that two people work together.
create function private.is_free_mail(domain text) returns boolean
language sql immutable set search_path = '' as $$
  select lower(domain) = any (array[
    'aol.com', 'duck.com', 'fastmail.com', 'free.fr', 'gmail.com', 'gmx.at', 'gmx.ch', 'gmx.com', 'gmx.de', 'gmx.net',
    'googlemail.com', 'hey.com', 'hotmail.co.uk', 'hotmail.com', 'hotmail.de', 'hotmail.fr', 'icloud.com', 'laposte.net',
    'libero.it', 'live.com', 'live.nl', 'mac.com', 'mail.com', 'mail.ru', 'me.com', 'msn.com', 'orange.fr', 'outlook.com',
    'outlook.de', 'pm.me', 'posteo.de', 'proton.me', 'protonmail.com', 'qq.com', 'seznam.cz', 't-online.de', 'tutanota.com',
    'web.de', 'wp.pl', 'yahoo.co.uk', 'yahoo.com', 'yahoo.de', 'yahoo.fr', 'yandex.com', 'yandex.ru', 'ymail.com',
    'zoho.com', '163.com', '126.com'])
$$;

-- A workspace with its settings and its owner, all or nothing. A company's own domain is internal from the start.
create function private.make_workspace(owner uuid, workspace_name text, email text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  domain text := nullif(lower(split_part(coalesce(email, ''), '@', 2)), '');
  own_domain boolean := domain is not null and not private.is_free_mail(domain);
  workspace uuid;
begin
  insert into public.workspaces (name)
  values (left(coalesce(workspace_name, case when own_domain then domain else coalesce(email, 'My workspace') end), 200))
  returning id into workspace;
  insert into public.workspace_members (workspace_id, user_id, role) values (workspace, owner, 'owner');
  insert into public.workspace_settings (workspace_id, internal_domains)
  values (workspace, case when own_domain then array[domain] else '{}' end);
  return workspace;
end
$$;

-- Runs in the transaction of the sign-up, so a failure leaves no user without a workspace. Whoever is invited joins that
-- workspace and needs none of their own; they can still make one.
create function private.make_workspace_for_new_user() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from public.workspace_invitations i
    where i.email = lower(new.email) and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()) then
    perform private.make_workspace(new.id, null, new.email);
  end if;
  return new;
end
$$;

revoke all on function private.is_free_mail(text), private.make_workspace(uuid, text, text), private.make_workspace_for_new_user()
  from public, anon, authenticated;
grant execute on function private.is_free_mail(text) to service_role;

create trigger make_workspace_for_new_user after insert on auth.users
  for each row execute function private.make_workspace_for_new_user();
