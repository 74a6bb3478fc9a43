-- Called by `api` after it has checked who asks; each is one transaction.

-- Whose an integration is: the member's who signs in with the address, else whoever connects it.
create function private.member_with_address(workspace uuid, address text, otherwise uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select w.user_id from public.workspace_members w join auth.users u on u.id = w.user_id
     where w.workspace_id = workspace and lower(u.email) = lower(address) order by w.created_at limit 1),
    otherwise)
$$;

-- A webhook of the integration that is to go from Fathom: together with what makes it superfluous, so that none is left behind.
create function private.remove_webhook(i public.fathom_integrations) returns void
language plpgsql security definer set search_path = '' as $$
declare removal uuid;
begin
  insert into private.webhook_removals (workspace_id, integration_id, webhook_id, sealed, key_id)
  select i.workspace_id, i.id, i.webhook_id, k.sealed, k.key_id from private.fathom_integration_keys k
  where k.integration_id = i.id and i.webhook_id is not null
  on conflict do nothing
  returning id into removal;
  if removal is not null then
    insert into private.jobs (kind, workspace_id, webhook_removal_id) values ('remove_webhook', i.workspace_id, removal);
  end if;
end
$$;

-- `integration` is the id of the row for this address if there is one, else a new one: secrets are sealed for it beforehand.
-- By hand (`api` null): the signing secret of a webhook that a person made. With an API key, `api` says all of the webhook that was
-- just made: {sealedKey, keyId, webhookId, triggeredFor, webhookError, former}. `former`, the webhook there was when it was made, is
-- removed, and what is signed with its secret is taken for another day. If there is another by now, somebody else was faster
-- (PT409) and nothing is changed.
create function public.connect_fathom(
  workspace uuid, owner uuid, email text, integration uuid, sealed_secret text, secret_key_id text, api jsonb default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare i public.fathom_integrations;
begin
  insert into public.fathom_integrations as old (id, workspace_id, user_id, fathom_user_email)
  values (integration, workspace, private.member_with_address(workspace, email, owner), lower(email))
  on conflict (workspace_id, fathom_user_email) do update set
    -- Its former owner may be gone.
    user_id = coalesce(old.user_id, excluded.user_id),
    status = case when old.status = 'disconnected' or api is not null then 'active' else old.status end, updated_at = now()
    where old.id = integration
  returning * into i;
  if i.id is null or (api is not null and i.webhook_id is distinct from api ->> 'former') then
    raise exception 'the integration was changed by somebody else' using errcode = 'PT409';
  end if;
  if api is null then
    if sealed_secret is not null then
      delete from private.fathom_integration_secrets where integration_id = integration and webhook_id is null;
      insert into private.fathom_integration_secrets (integration_id, sealed, key_id) values (integration, sealed_secret, secret_key_id);
    end if;
    return integration;
  end if;

  perform private.remove_webhook(i);
  update private.fathom_integration_secrets set expires_at = now() + interval '24 hours'
  where integration_id = integration and webhook_id is not null and expires_at is null;
  if sealed_secret is not null then
    insert into private.fathom_integration_secrets (integration_id, webhook_id, sealed, key_id)
    values (integration, api ->> 'webhookId', sealed_secret, secret_key_id);
  end if;
  insert into private.fathom_integration_keys as k (integration_id, sealed, key_id)
  values (integration, api ->> 'sealedKey', api ->> 'keyId')
  on conflict (integration_id) do update set sealed = excluded.sealed, key_id = excluded.key_id, created_at = now();
  update public.fathom_integrations set
    setup = 'api_key', webhook_id = api ->> 'webhookId', webhook_error = api ->> 'webhookError', last_error = null, sweep_error = null,
    triggered_for = array(select jsonb_array_elements_text(api -> 'triggeredFor')),
    next_sweep_at = coalesce(next_sweep_at, now() + interval '1 hour')
  where id = integration;
  -- Another key may have another allowance. The calls that were made stay: it may be the same key.
  update private.fathom_call_windows set most = default, most_heavy = default, call_again_at = null, heavy_again_at = null
  where integration_id = integration;
  return integration;
end
$$;

-- What is needed to act for an integration: nothing when it has no API key.
create function public.load_fathom_key(integration uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('sealedKey', k.sealed, 'keyId', k.key_id) from private.fathom_integration_keys k where k.integration_id = integration
$$;

-- What it brought stays. Its webhook goes from Fathom too, its secrets are forgotten, and what arrives from it is refused.
create function public.disconnect_fathom(integration uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare i public.fathom_integrations;
begin
  perform private.halt_imports_of(integration, 'cancelled', null);
  select * into i from public.fathom_integrations where id = integration for no key update;
  if i.id is null then raise exception 'no such integration' using errcode = 'PT404'; end if;
  delete from private.jobs where kind = 'sweep' and integration_id = integration;
  perform private.remove_webhook(i);
  delete from private.fathom_integration_secrets where integration_id = integration;
  delete from private.fathom_integration_tokens where integration_id = integration;
  delete from private.fathom_integration_keys where integration_id = integration;
  update public.fathom_integrations set status = 'disconnected', setup = 'manual', webhook_id = null, webhook_error = null, last_error = null,
    sweep_error = null, swept_at = null, next_sweep_at = null, token_made_at = null, quiet_since = null, failures_in_row = 0, updated_at = now()
  where id = integration;
end
$$;

create function public.load_webhook_removal(job uuid, lease uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('integrationId', r.integration_id, 'webhookId', r.webhook_id, 'sealedKey', r.sealed,
    'presentKey', (select k.sealed from private.fathom_integration_keys k where k.integration_id = r.integration_id and k.sealed <> r.sealed))
  from private.jobs j join private.webhook_removals r on r.id = j.webhook_removal_id
  where j.id = job and j.lease_token = lease and j.state = 'running'
$$;

-- `failure` null: it is gone. Otherwise a person has to remove it, and is told so. Its job goes with it.
create function private.end_webhook_removal(removal uuid, failure text) returns void
language plpgsql security definer set search_path = '' as $$
declare r private.webhook_removals;
begin
  delete from private.webhook_removals where id = removal returning * into r;
  if failure is null then return; end if;
  update public.fathom_integrations set webhook_error = failure, updated_at = now() where id = r.integration_id;
end
$$;

create function public.finish_webhook_removal(job uuid, lease uuid, failure text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare j private.jobs := private.job_under_lease(job, lease);
begin
  if j.id is null then return false; end if;
  perform private.end_webhook_removal(j.webhook_removal_id, failure);
  return true;
end
$$;

-- One token an integration: a new one replaces the old one at once. Null revokes it.
create function public.set_fathom_token(integration uuid, token_sha256 text) returns void
language sql security definer set search_path = '' as $$
  delete from private.fathom_integration_tokens where integration_id = integration;
  insert into private.fathom_integration_tokens (token_hash, integration_id)
  select token_sha256, integration where token_sha256 is not null;
  update public.fathom_integrations set token_made_at = case when token_sha256 is not null then now() end, updated_at = now()
  where id = integration;
$$;

-- Also puts back into the queue what failed for want of a working connection. Another account means other people.
create function public.connect_crm(workspace uuid, crm text, new_account text, connection uuid, sealed_token text, token_key_id text)
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  old public.crm_connections;
  waiting_meetings integer;
begin
  select * into old from public.crm_connections where workspace_id = workspace and provider = crm for update;
  if old.id is null then
    insert into public.crm_connections (id, workspace_id, provider, account) values (connection, workspace, crm, new_account);
  elsif old.id <> connection then
    raise exception 'the connection was changed by somebody else' using errcode = 'PT409';
  else
    if old.account <> new_account then delete from private.crm_people where connection_id = old.id; end if;
    update public.crm_connections set account = new_account, status = 'active', last_error = null, failures_in_row = 0, pauses_in_row = 0,
      call_again_at = null, paused_because = null, updated_at = now() where id = old.id;
  end if;
  insert into private.crm_connection_secrets as s (connection_id, sealed, key_id) values (connection, sealed_token, token_key_id)
  on conflict (connection_id) do update set sealed = excluded.sealed, key_id = excluded.key_id, created_at = now();

  with waiting as (
    update public.attendee_outcomes o set status = 'pending', error = null, attempts = 0, updated_at = now()
    where o.workspace_id = workspace and o.status = 'failed'
      and o.reason in ('crm_not_connected', 'crm_unauthorized', 'crm_payment_required', 'gave_up')
    returning o.meeting_id, o.webhook_event_id
  )
  select count(private.enqueue_log(w.meeting_id, workspace, w.webhook_event_id)) into waiting_meetings
  from (select distinct on (meeting_id) meeting_id, webhook_event_id from waiting) w;
  perform private.enqueue_stale_notes(workspace);
  return connection;
end
$$;

revoke all on function private.member_with_address(uuid, text, uuid), private.remove_webhook(public.fathom_integrations),
  public.connect_fathom(uuid, uuid, text, uuid, text, text, jsonb), public.load_fathom_key(uuid), public.disconnect_fathom(uuid),
  public.load_webhook_removal(uuid, uuid), private.end_webhook_removal(uuid, text), public.finish_webhook_removal(uuid, uuid, text),
  public.set_fathom_token(uuid, text), public.connect_crm(uuid, text, text, uuid, text, text) from public, anon, authenticated;
grant execute on function public.connect_fathom(uuid, uuid, text, uuid, text, text, jsonb), public.load_fathom_key(uuid),
  public.disconnect_fathom(uuid), public.load_webhook_removal(uuid, uuid), public.finish_webhook_removal(uuid, uuid, text),
  public.set_fathom_token(uuid, text), public.connect_crm(uuid, text, text, uuid, text, text) to service_role;
