-- When a connection's calls were granted, in order: one rolling window for all workers, whatever the number of them. What no
-- window reaches any more is dropped.
create table private.crm_call_windows (
  connection_id uuid primary key references public.crm_connections (id) on delete cascade,
  calls timestamptz[] not null default '{}',
  searches timestamptz[] not null default '{}'
);
alter table private.crm_call_windows enable row level security;
grant select, insert, update, delete on private.crm_call_windows to service_role;

-- The first moment from `earliest` on at which one more call leaves no more than `most` in any window of `span`.
create function private.first_room(calls timestamptz[], earliest timestamptz, most integer, span interval) returns timestamptz
language plpgsql immutable set search_path = '' as $$
declare
  at timestamptz := earliest;
  -- How many are before it.
  before integer := 0;
  total integer := cardinality(calls);
  is_full boolean := true;
begin
  while is_full loop
    while before < total and calls[before + 1] <= at loop before := before + 1; end loop;
    is_full := false;
    -- A window that it would fall into begins with one of these, and is full if `most` are in it already.
    for k in reverse before + 1 .. greatest(1, before + 1 - most) loop
      if k + most - 1 <= total and calls[k + most - 1] < least(calls[k], at) + span and at < calls[k] + span then
        at := calls[k] + span;
        is_full := true;
        exit;
      end if;
    end loop;
  end loop;
  return at;
end
$$;

create function private.with_call(calls timestamptz[], at timestamptz) returns timestamptz[]
language plpgsql immutable set search_path = '' as $$
declare place integer := cardinality(calls);
begin
  while place > 0 and calls[place] > at loop place := place - 1; end loop;
  return calls[:place] || at || calls[place + 1:];
end
$$;

-- Grants a place in the rolling windows to each of some calls (of kind `search` or `other`): how long to wait before it may be sent, in
-- milliseconds, or null when that is longer than anybody should wait for: then the place is not taken. Nothing is granted
-- while the CRM wants no calls: then only `pausedMs` says for how long. First come, first served among calls of a kind; those
-- that are no searches use the room that searches, of which fewer are allowed, must leave.
create function public.reserve_calls(
  connection uuid, kinds text[], calls_per_window integer, searches_per_window integer, window_ms integer,
  longest_wait_ms integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  w private.crm_call_windows;
  paused public.crm_connections;
  kind text;
  at timestamptz;
  -- Not now(): it stands still in a transaction, which may have waited for another's reservation.
  present timestamptz;
  span interval := make_interval(secs => window_ms / 1000.0);
  latest timestamptz;
  next_search timestamptz;
  next_other timestamptz;
  waits bigint[] := '{}';
begin
  insert into private.crm_call_windows (connection_id) values (connection) on conflict do nothing;
  select * into w from private.crm_call_windows where connection_id = connection for update;
  select * into paused from public.crm_connections where id = connection;
  present := clock_timestamp();
  if paused.call_again_at > present then
    return jsonb_build_object('pausedMs', ceil(extract(epoch from paused.call_again_at - present) * 1000)::bigint,
                              'pausedBecause', paused.paused_because);
  end if;
  latest := present + make_interval(secs => longest_wait_ms / 1000.0);
  -- No place is further away than the longest wait, unless the clock was set back.
  w.calls := array(select c from unnest(w.calls) c where c > present - span and c <= latest order by c);
  w.searches := array(select c from unnest(w.searches) c where c > present - span and c <= latest order by c);
  next_search := present;
  next_other := present;
  foreach kind in array kinds loop
    at := case kind when 'search' then next_search else next_other end;
    if kind = 'search' then
      if cardinality(w.searches) >= searches_per_window then
        at := greatest(at, w.searches[cardinality(w.searches) - searches_per_window + 1] + span);
      end if;
      next_search := private.first_room(w.calls, at, calls_per_window, span);
      at := next_search;
    else
      next_other := private.first_room(w.calls, at, calls_per_window, span);
      at := next_other;
    end if;
    if at > latest then
      waits := waits || null::bigint;
      continue;
    end if;
    waits := waits || ceil(extract(epoch from at - present) * 1000)::bigint;
    w.calls := private.with_call(w.calls, at);
    if kind = 'search' then w.searches := w.searches || at; end if;
  end loop;
  update private.crm_call_windows set calls = w.calls, searches = w.searches where connection_id = connection;
  return jsonb_build_object('waitsMs', to_jsonb(waits));
end
$$;

-- The CRM wants no calls of this connection for a while: a second at least, a day at most. Pauses that follow each other without
-- a success between them get longer, up to ten minutes unless it asks for more: a CRM that always refuses is not called for
-- ever. The third in a row is worth an alert, a day's budget that is used up at once. What an earlier token was told says
-- nothing of the present one.
create function public.pause_connection(connection uuid, used_token text, pause_ms bigint, because text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  c public.crm_connections;
  paused public.crm_connections;
  present timestamptz;
  asked_ms double precision := least(greatest(pause_ms, 1000), 86400000);
  -- Several calls were under way when the first of them was refused: that is one pause.
  is_same boolean;
  until timestamptz;
begin
  select con.* into c from public.crm_connections con
  join private.crm_connection_secrets s on s.connection_id = con.id and s.sealed = used_token
  where con.id = connection for no key update of con;
  if c.id is null then return; end if;
  present := clock_timestamp();
  is_same := coalesce(c.call_again_at > present, false);
  until := present + make_interval(secs => asked_ms / 1000);
  if not is_same then
    until := greatest(until, present + make_interval(secs => least(asked_ms * power(2, least(c.pauses_in_row, 20)), 600000) / 1000));
  elsif until <= c.call_again_at then
    return;
  end if;
  update public.crm_connections set call_again_at = until, paused_because = because,
    pauses_in_row = pauses_in_row + case when is_same then 0 else 1 end, updated_at = now()
  where id = connection returning * into paused;
  if (paused.pauses_in_row = 3 and not is_same) or (because = 'daily_budget' and c.paused_because is distinct from because) then
    perform private.raise_alert(c.workspace_id, 'connection_failing', 1);
  end if;
end
$$;

-- How a meeting went with this connection. One that is broken is not tried again until a person has mended it. The third
-- failure in a row is worth an alert, a broken one at once. Also here: a former token's answer says nothing of the present.
create function public.report_connection(connection uuid, used_token text, worked boolean, broken boolean, failure text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  c public.crm_connections;
  was_active boolean;
begin
  select con.* into c from public.crm_connections con
  join private.crm_connection_secrets s on s.connection_id = con.id and s.sealed = used_token
  where con.id = connection for no key update of con;
  if c.id is null then
    -- Whoever was refused with a former token waits for the present one.
    if broken then
      perform private.wait_again(array(
        select o.id from public.crm_connections con
        join public.attendee_outcomes o on o.workspace_id = con.workspace_id and o.crm_provider = con.provider
        where con.id = connection and con.status = 'active'
          and o.status = 'failed' and o.reason in ('crm_unauthorized', 'crm_payment_required')));
    end if;
    return;
  end if;
  was_active := c.status = 'active';
  update public.crm_connections set
    status = case when broken then 'broken' when worked then 'active' else status end,
    last_error = case when worked then null else failure end,
    failures_in_row = case when worked then 0 else failures_in_row + 1 end,
    pauses_in_row = case when worked then 0 else pauses_in_row end,
    last_success_at = case when worked then now() else last_success_at end,
    call_again_at = case when worked and call_again_at < now() then null else call_again_at end,
    paused_because = case when worked and call_again_at < now() then null else paused_because end,
    updated_at = now()
  where id = connection
  returning * into c;
  if (was_active and broken) or (not worked and not broken and c.failures_in_row = 3) then
    perform private.raise_alert(c.workspace_id, 'connection_failing', 1);
  end if;
end
$$;

revoke all on function private.first_room(timestamptz[], timestamptz, integer, interval),
  private.with_call(timestamptz[], timestamptz), public.reserve_calls(uuid, text[], integer, integer, integer, integer),
  public.pause_connection(uuid, text, bigint, text), public.report_connection(uuid, text, boolean, boolean, text)
  from public, anon, authenticated;
grant execute on function public.reserve_calls(uuid, text[], integer, integer, integer, integer),
  public.pause_connection(uuid, text, bigint, text), public.report_connection(uuid, text, boolean, boolean, text) to service_role;
