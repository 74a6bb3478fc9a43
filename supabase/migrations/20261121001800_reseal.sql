-- Rotation of DEBRIEF_ENCRYPTION_KEY: what is sealed with a former key is opened and sealed again by a command outside; here is only
-- which rows there are, and the exchange of one text for another. A rotation keeps no state: it is done when nothing is listed.

create function private.sealed_rows() returns table (place text, row_id uuid, sealed_for uuid, sealed text, key_id text)
language sql stable security definer set search_path = '' as $$
  select 'crm_connection_secrets', s.connection_id, s.connection_id, s.sealed, s.key_id from private.crm_connection_secrets s
  union all
  select 'fathom_integration_keys', s.integration_id, s.integration_id, s.sealed, s.key_id from private.fathom_integration_keys s
  union all
  select 'fathom_integration_secrets', s.id, s.integration_id, s.sealed, s.key_id from private.fathom_integration_secrets s
  union all
  select 'slack_webhooks', s.workspace_id, s.workspace_id, s.sealed, s.key_id from private.slack_webhooks s
  union all
  select 'webhook_removals', s.id, s.integration_id, s.sealed, s.key_id from private.webhook_removals s
$$;

-- How many are sealed with which key.
create function public.count_sealed() returns table (sealed_with text, how_many integer)
language sql stable security definer set search_path = '' as $$
  select s.key_id, count(*)::integer from private.sealed_rows() s group by s.key_id order by s.key_id
$$;

-- A page of those that are not sealed with this key, in order, after a place and an id. `sealed_for` is what the seal is bound to.
create function public.list_sealed(
  current_key_id text, after_place text, after_id uuid, max_rows integer)
returns table (place text, row_id uuid, sealed_for uuid, sealed text, sealed_with text)
language sql stable security definer set search_path = '' as $$
  select s.place, s.row_id, s.sealed_for, s.sealed, s.key_id from private.sealed_rows() s
  where s.key_id <> current_key_id and (s.place, s.row_id) > (after_place, after_id)
  order by s.place, s.row_id limit max_rows
$$;

-- False when the row is gone or holds another text by now: a person was faster, whose text stays.
-- A job that is under way reports with the text that it was given, and its report counts for nothing once that is exchanged. Nothing is
-- lost by it: report_connection puts back into the queue whom a refused token kept from being logged, and report_fathom_refusal answers
-- false, upon which the job looks again; both come to the same end with the present text. A pause or a count of failures that was not
-- noted is noted with the next call that is refused. A Slack address that is gone is found out by the next alert; this one stands in
-- the client. A removal whose key is sealed apart from the integration's is tried with the same key twice.
create function public.reseal(place text, row_id uuid, old_sealed text, new_sealed text, new_key_id text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  case place
    when 'crm_connection_secrets' then
      update private.crm_connection_secrets s set sealed = new_sealed, key_id = new_key_id
      where s.connection_id = row_id and s.sealed = old_sealed;
    when 'fathom_integration_keys' then
      update private.fathom_integration_keys s set sealed = new_sealed, key_id = new_key_id
      where s.integration_id = row_id and s.sealed = old_sealed;
    when 'fathom_integration_secrets' then
      update private.fathom_integration_secrets s set sealed = new_sealed, key_id = new_key_id
      where s.id = row_id and s.sealed = old_sealed;
    when 'slack_webhooks' then
      update private.slack_webhooks s set sealed = new_sealed, key_id = new_key_id
      where s.workspace_id = row_id and s.sealed = old_sealed;
    when 'webhook_removals' then
      update private.webhook_removals s set sealed = new_sealed, key_id = new_key_id
      where s.id = row_id and s.sealed = old_sealed;
  end case;
  return found;
end
$$;

revoke all on function private.sealed_rows(), public.count_sealed(), public.list_sealed(text, text, uuid, integer),
  public.reseal(text, uuid, text, text, text) from public, anon, authenticated;
grant execute on function public.count_sealed(), public.list_sealed(text, text, uuid, integer),
  public.reseal(text, uuid, text, text, text) to service_role;
