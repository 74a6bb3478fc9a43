-- Called by `api` after it has checked who asks; each is one transaction.

-- `integration` is the id of the row for this address if there is one, else a new one: the secret is sealed for it beforehand.
create function public.connect_fathom(
  workspace uuid, owner uuid, email text, integration uuid, sealed_secret text, secret_key_id text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare kept uuid;
begin
  insert into public.fathom_integrations as old (id, workspace_id, user_id, fathom_user_email)
  values (integration, workspace, owner, lower(email))
  on conflict (workspace_id, fathom_user_email) do update set status = 'active', updated_at = now() where old.id = integration
  returning id into kept;
  if kept is null then raise exception 'the integration was changed by somebody else' using errcode = 'PT409'; end if;
  if sealed_secret is not null then
    delete from private.fathom_integration_secrets where integration_id = integration;
    insert into private.fathom_integration_secrets (integration_id, sealed, key_id) values (integration, sealed_secret, secret_key_id);
  end if;
  return integration;
end
$$;

-- One token an integration: a new one replaces the old one at once.
create function public.set_fathom_token(integration uuid, token_sha256 text) returns void
language sql security definer set search_path = '' as $$
  delete from private.fathom_integration_tokens where integration_id = integration;
  insert into private.fathom_integration_tokens (token_hash, integration_id) values (token_sha256, integration);
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

revoke all on function public.connect_fathom(uuid, uuid, text, uuid, text, text), public.set_fathom_token(uuid, text),
  public.connect_crm(uuid, text, text, uuid, text, text) from public, anon, authenticated;
grant execute on function public.connect_fathom(uuid, uuid, text, uuid, text, text), public.set_fathom_token(uuid, text),
  public.connect_crm(uuid, text, text, uuid, text, text) to service_role;
