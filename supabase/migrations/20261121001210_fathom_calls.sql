-- When the calls of an integration's API key were granted, in order, one rolling window for all workers; how many a minute the key
-- is known to have (https://developers.fathom.ai/api-overview: 60, of which 30 heavy ones, at times no more than 5).
create table private.fathom_call_windows (
  integration_id uuid primary key references public.fathom_integrations (id) on delete cascade,
  calls timestamptz[] not null default '{}',
  heavy timestamptz[] not null default '{}',
  most integer not null default 60,
  most_heavy integer not null default 30,
  call_again_at timestamptz,
  heavy_again_at timestamptz
);
alter table private.fathom_call_windows enable row level security;
grant select, insert, update, delete on private.fathom_call_windows to service_role;

-- A place for one call: `waitMs` until it may be sent, or `retryAfterMs` when that is longer than anybody should wait; then none is
-- taken. The window is a little longer than Fathom's minute: calls travel for different times.
create function public.reserve_fathom_call(integration uuid, is_heavy boolean, longest_wait_ms integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  w private.fathom_call_windows;
  -- Not now(): it stands still in a transaction, which may have waited for another's reservation.
  present timestamptz;
  span constant interval := interval '61 seconds';
  at timestamptz;
begin
  -- One that is gone may still have a webhook to remove; nobody else calls for it.
  insert into private.fathom_call_windows (integration_id) select i.id from public.fathom_integrations i where i.id = integration
  on conflict do nothing;
  select * into w from private.fathom_call_windows where integration_id = integration for update;
  if not found then return '{"waitMs": 0}'; end if;
  present := clock_timestamp();
  w.calls := array(select c from unnest(w.calls) c where c > present - span and c <= present + span order by c);
  w.heavy := array(select c from unnest(w.heavy) c where c > present - span and c <= present + span order by c);
  at := greatest(present, w.call_again_at, case when is_heavy then w.heavy_again_at end);
  if is_heavy and cardinality(w.heavy) >= w.most_heavy then
    at := greatest(at, w.heavy[cardinality(w.heavy) - w.most_heavy + 1] + span);
  end if;
  at := private.first_room(w.calls, at, w.most, span);
  if at > present + make_interval(secs => longest_wait_ms / 1000.0) then
    return jsonb_build_object('retryAfterMs', ceil(extract(epoch from at - present) * 1000)::bigint);
  end if;
  update private.fathom_call_windows set
    calls = private.with_call(w.calls, at), heavy = case when is_heavy then private.with_call(w.heavy, at) else w.heavy end
  where integration_id = integration;
  return jsonb_build_object('waitMs', ceil(extract(epoch from at - present) * 1000)::bigint);
end
$$;

-- What an answer said of the allowance: how many calls of the kind a minute has, and for how long none is left.
create function public.note_fathom_limits(integration uuid, is_heavy boolean, seen_limit integer, none_for_ms bigint) returns void
language sql security definer set search_path = '' as $$
  insert into private.fathom_call_windows as w (integration_id) select i.id from public.fathom_integrations i where i.id = integration
  on conflict do nothing;
  update private.fathom_call_windows w set
    most = case when not is_heavy and seen_limit between 1 and 1000 then seen_limit else w.most end,
    most_heavy = case when is_heavy and seen_limit between 1 and 1000 then seen_limit else w.most_heavy end,
    call_again_at = case when not is_heavy and none_for_ms > 0
      then greatest(w.call_again_at, clock_timestamp() + make_interval(secs => least(none_for_ms, 86400000) / 1000.0)) else w.call_again_at end,
    heavy_again_at = case when is_heavy and none_for_ms > 0
      then greatest(w.heavy_again_at, clock_timestamp() + make_interval(secs => least(none_for_ms, 86400000) / 1000.0)) else w.heavy_again_at end
  where w.integration_id = integration;
$$;

-- Fathom refuses the API key: the integration says so, its imports stand still, its sweep ends, and somebody is told. What an earlier
-- key was told says nothing of the present one.
create function public.report_fathom_refusal(integration uuid, used_key text, failure text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare i public.fathom_integrations;
begin
  if not exists (select from private.fathom_integration_keys k where k.integration_id = integration and k.sealed = used_key) then
    return false;
  end if;
  perform private.halt_imports_of(integration, 'paused', failure);
  select * into i from public.fathom_integrations where id = integration for no key update;
  delete from private.jobs where kind = 'sweep' and integration_id = integration;
  update public.fathom_integrations set status = 'broken', last_error = failure, next_sweep_at = null, updated_at = now()
  where id = integration;
  if i.status = 'active' then perform private.raise_alert(i.workspace_id, 'source_unauthorized', 1); end if;
  return true;
end
$$;

revoke all on function public.reserve_fathom_call(uuid, boolean, integer), public.note_fathom_limits(uuid, boolean, integer, bigint),
  public.report_fathom_refusal(uuid, text, text) from public, anon, authenticated;
grant execute on function public.reserve_fathom_call(uuid, boolean, integer), public.note_fathom_limits(uuid, boolean, integer, bigint),
  public.report_fathom_refusal(uuid, text, text) to service_role;
