-- Every integration that could be the sender's: by token, by the hint in the URL, by an e-mail of the payload. Whose secret
-- verifies the signature is decided by the caller; nothing of this proves anything.
create function public.find_fathom_integrations(token_sha256 text, integration_hint uuid, emails text[])
returns table (integration_id uuid, by_token boolean, sealed_secrets text[], captures boolean)
language sql stable security definer set search_path = '' as $$
  with claimed as (
    select t.integration_id as id, true as by_token from private.fathom_integration_tokens t where t.token_hash = token_sha256
    union all
    select integration_hint, false where integration_hint is not null
    union all
    select e.id, false from public.fathom_integrations e where e.fathom_user_email = any (emails) and e.status <> 'disconnected'
  )
  select i.id, bool_or(c.by_token), array(
    select s.sealed from private.fathom_integration_secrets s
    where s.integration_id = i.id and (s.expires_at is null or s.expires_at > now())
    -- Of the one made by hand, whatever its age, and of the latest that replaced each other within a day.
    order by s.webhook_id is null desc, s.created_at desc limit 5),
    exists (select from public.workspace_settings s where s.workspace_id = i.workspace_id and s.capture_until > now())
      -- Anybody can connect anybody's address: what it sends in vain is shown to those only whom it was addressed to, or who sign
      -- in with it.
      and (bool_or(c.by_token) or coalesce(i.id = integration_hint, false) or exists (
        select from public.workspace_members w join auth.users u on u.id = w.user_id
        where w.workspace_id = i.workspace_id and lower(u.email) = i.fathom_user_email and u.email_confirmed_at is not null))
  from claimed c join public.fathom_integrations i on i.id = c.id and i.status <> 'disconnected'
  group by i.id
  order by bool_or(c.by_token) desc, (i.id = integration_hint) desc nulls last, i.created_at
  limit 20
$$;

-- Null for what jsonb cannot hold.
create function private.json_or_null(body text) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return body::jsonb;
exception when others then return null;
end
$$;

-- How much an integration may still deliver: a bucket that is full at first and fills up again. One Fathom account brings a few
-- deliveries an hour; what comes by the hundred a minute is a loop or a flood, and must not take the database from the others.
create table private.delivery_allowances (
  integration_id uuid primary key references public.fathom_integrations (id) on delete cascade,
  deliveries double precision not null,
  counted_at timestamptz not null
);
alter table private.delivery_allowances enable row level security;
grant select, insert, update, delete on private.delivery_allowances to service_role;

-- At once: what a day without Debrief leaves to be delivered when it is back, of an account shared by a large team.
create function private.most_deliveries_at_once() returns double precision
language sql immutable set search_path = '' as $$ select 1200 $$;
-- For ever: many times what any account was seen to bring, and a fraction of what the database can take.
create function private.deliveries_per_second() returns double precision
language sql immutable set search_path = '' as $$ select 10 $$;

create function private.refilled(deliveries double precision, counted_at timestamptz) returns double precision
language sql stable set search_path = '' as $$
  select least(private.most_deliveries_at_once(),
               deliveries + extract(epoch from greatest(now() - counted_at, interval '0')) * private.deliveries_per_second())
$$;

-- Event and job in one transaction: when this returns, the delivery is durable and somebody will work on it; a crash before
-- leaves nothing, and the sender tries again. A body that jsonb cannot hold is kept as text.
create function public.receive_webhook(
  event_source text, delivery text, integration uuid, proven_by text, event_headers jsonb, body text, body_bytes integer,
  token_sha256 text default null)
returns table (event_id uuid, is_duplicate boolean)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  owner public.fathom_integrations;
  body_json jsonb;
  new_id uuid;
  known_id uuid;
  delivery_key text;
begin
  select * into owner from public.fathom_integrations i where i.id = integration and i.status <> 'disconnected';
  -- The function may know the token from a minute ago: one that was revoked since is good for nothing.
  if not found or (proven_by = 'token' and token_sha256 is not null and not exists (
    select from private.fathom_integration_tokens t where t.token_hash = token_sha256 and t.integration_id = integration))
  then raise exception 'no such integration' using errcode = 'PT404'; end if;
  -- Looked at before the work and without a lock: those that come at the same moment may be a few more.
  if exists (
    select from private.delivery_allowances a
    where a.integration_id = integration and private.refilled(a.deliveries, a.counted_at) < 1)
  then
    raise exception 'too many deliveries of one integration' using errcode = 'PT429';
  end if;
  body_json := private.json_or_null(body);

  -- The sender's id is unique for the sender only: the id of somebody else's delivery must not hide this one. The second key
  -- has a colon, which no id that a sender can choose has (see receive-delivery.ts).
  foreach delivery_key in array array[delivery, integration || ':' || delivery] loop
    insert into public.webhook_events
      (source, delivery_id, workspace_id, user_id, integration_id, proof, headers, payload, payload_text, payload_bytes)
    values (event_source, delivery_key, owner.workspace_id, owner.user_id, owner.id, proven_by, event_headers,
            body_json, case when body_json is null then body end, body_bytes)
    on conflict (source, delivery_id) do nothing
    returning id into new_id;
    exit when new_id is not null;
    select e.id into known_id from public.webhook_events e
    where e.source = event_source and e.delivery_id = delivery_key and e.integration_id = integration;
    exit when known_id is not null;
  end loop;

  if new_id is null and known_id is null then raise exception 'delivery id taken twice' using errcode = 'PT409'; end if;
  -- A copy counts too: it costs nearly as much.
  insert into private.delivery_allowances as a (integration_id, deliveries, counted_at)
  values (integration, private.most_deliveries_at_once() - 1, now())
  on conflict (integration_id) do update
  set deliveries = private.refilled(a.deliveries, a.counted_at) - 1, counted_at = greatest(a.counted_at, now());
  if new_id is null then
    return query select known_id, true;
    return;
  end if;
  insert into private.jobs (kind, workspace_id, event_id) values ('store', owner.workspace_id, new_id);
  update public.fathom_integrations i set last_event_at = now(), quiet_since = null where i.id = integration;
  return query select new_id, false;
end
$$;

-- Keeps a delivery that was refused, in each workspace whose integration it may have been meant for and that has the capture
-- on; the first hundred of an hour, so that nobody can fill the table.
create function public.capture_refused(
  integrations text[], refusal text, refused_headers jsonb, body_start text, whole_bytes integer) returns void
language plpgsql security definer set search_path = '' as $$
declare workspace uuid;
begin
  for workspace in
    select distinct i.workspace_id from public.fathom_integrations i
    join public.workspace_settings s on s.workspace_id = i.workspace_id and s.capture_until > now()
    where i.id = any (integrations::uuid[]) order by 1
  loop
    continue when private.has_captured_enough(workspace);
    -- One at a time: else many that come together would all see the last free place.
    perform pg_advisory_xact_lock(hashtextextended('refused ' || workspace, 0));
    insert into public.refused_deliveries (workspace_id, reason, headers, body, body_bytes)
    select workspace, refusal, refused_headers, body_start, whole_bytes where not private.has_captured_enough(workspace);
  end loop;
end
$$;

create function private.has_captured_enough(workspace uuid) returns boolean
language sql volatile security definer set search_path = '' as $$
  select count(*) >= 100 from public.refused_deliveries r
  where r.workspace_id = workspace and r.received_at > now() - interval '1 hour'
$$;

revoke all on function private.json_or_null(text), private.most_deliveries_at_once(), private.deliveries_per_second(),
  private.refilled(double precision, timestamptz), public.capture_refused(text[], text, jsonb, text, integer), public.find_fathom_integrations(text, uuid, text[]),
  public.receive_webhook(text, text, uuid, text, jsonb, text, integer, text) from public, anon, authenticated;
grant execute on function public.capture_refused(text[], text, jsonb, text, integer), public.find_fathom_integrations(text, uuid, text[]),
  public.receive_webhook(text, text, uuid, text, jsonb, text, integer, text) to service_role;
