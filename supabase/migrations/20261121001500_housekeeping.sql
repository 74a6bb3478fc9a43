-- What happens by the clock. One row: when it ran last, so that several clocks ring for one.
create table private.housekeeping (
  is_only boolean primary key default true constraint there_is_one_row check (is_only),
  ran_at timestamptz not null default '-infinity'
);
insert into private.housekeeping default values;
alter table private.housekeeping enable row level security;
grant select, insert, update, delete on private.housekeeping to service_role;

-- Who was not found is looked up again daily for seven days: the contact may be created later. Not while the CRM cannot be
-- asked: not to be found is not to have failed.
create function private.look_up_again(most integer) returns integer
language sql security definer set search_path = '' as $$
  select private.wait_again(array(
    select o.id from public.attendee_outcomes o
    join public.crm_connections c on c.workspace_id = o.workspace_id and c.provider = o.crm_provider
    where o.next_lookup_at <= now() and o.status = 'not_found'
      and c.status = 'active' and coalesce(c.call_again_at <= now(), true)
    order by o.next_lookup_at limit most))
$$;

-- Payloads and headers whose time is over; what still waits keeps them until it is done. Workspace by workspace, in each of which
-- an index leads to what is old: the tables are not read every minute. In any order: one with much does not hold up the others.
create function private.erase_old_payloads(most integer) returns integer
language sql security definer set search_path = '' as $$
  with old as (
    select o.id from (select * from public.workspace_settings order by random()) s, lateral (
      select e.id from public.webhook_events e
      where e.workspace_id = s.workspace_id and e.erased_at is null
        -- A payload holds the transcript too.
        and e.received_at < now() - make_interval(days => least(s.event_retention_days, s.transcript_retention_days))
        and e.state in ('processed', 'unreadable', 'dead')
        and not exists (select from private.jobs j where j.event_id = e.id and j.kind = 'store' and j.state <> 'dead')
      order by e.received_at limit most for no key update of e skip locked) o
    limit most
  ), erased as (
    update public.webhook_events e set payload = null, payload_text = null, headers = '{}', erased_at = now()
    from old where e.id = old.id returning e.id
  ), given_up as (
    -- Nothing is left that a replay of these could read.
    delete from private.jobs j where j.id in (
      select d.id from private.jobs d where d.kind = 'store' and d.state = 'dead' and d.event_id in (select id from erased)
      for update skip locked)
  )
  select count(*)::integer from erased
$$;

create function private.erase_old_transcripts(most integer) returns integer
language sql security definer set search_path = '' as $$
  with old as (
    select o.id from (select * from public.workspace_settings order by random()) s, lateral (
      select m.id from public.meetings m
      where m.workspace_id = s.workspace_id and m.transcript is not null
        and m.created_at < now() - make_interval(days => s.transcript_retention_days)
      order by m.created_at limit most for no key update of m skip locked) o
    limit most
  ), erased as (
    update public.meetings m set transcript = null from old where m.id = old.id returning 1
  )
  select count(*)::integer from erased
$$;

-- Refused deliveries serve to find a fault of today: they are kept for a week.
create function private.forget_refused_deliveries() returns integer
language sql security definer set search_path = '' as $$
  with gone as (delete from public.refused_deliveries where received_at < now() - interval '7 days' returning 1)
  select count(*)::integer from gone
$$;

-- Notes that could not be written anew when there was more to say or somebody to erase. Those whose end of waiting nobody
-- noticed, or that Pipedrive refused, are tried once a day.
create function private.rewrite_notes(most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare stale uuid[];
begin
  with tried as (
    update public.attendee_outcomes o set updated_at = now()
    where o.id in (
      select n.id from public.attendee_outcomes n
      join public.crm_connections c on c.workspace_id = n.workspace_id and c.account = n.crm_account
      join public.workspace_settings s on s.workspace_id = n.workspace_id
      where n.status = 'note_added' and n.crm_note_id is not null and n.note_fingerprint is null
        and n.updated_at < now() - interval '1 day' and c.status = 'active' and not s.dry_run
      limit most for no key update of n skip locked)
    returning o.meeting_id
  )
  select array_agg(distinct private.leading_meeting(t.meeting_id)) into stale from tried t;
  perform private.enqueue_log(m.id, m.workspace_id, null) from public.meetings m where m.id = any (stale);
  return coalesce(cardinality(stale), 0);
end
$$;

-- An integration is quiet when it delivered on five days or more of its last four weeks, and now has not for three times its
-- usual distance between such days, four days at least (a long weekend). One alert each time it falls silent.
create function private.notice_quiet_integrations() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  i record;
  noticed integer := 0;
begin
  for i in
    with usual as (
      select f.id, f.workspace_id, f.last_event_at, count(distinct e.received_at::date) as days,
        (max(e.received_at) - min(e.received_at)) / nullif(count(distinct e.received_at::date) - 1, 0) as distance
      from public.fathom_integrations f
      join public.webhook_events e on e.integration_id = f.id and e.origin = 'webhook'
        and e.received_at > f.last_event_at - interval '28 days'
      where f.status = 'active' and f.quiet_since is null and f.last_event_at < now() - interval '4 days'
      group by f.id
    )
    update public.fathom_integrations f set quiet_since = u.last_event_at
    from usual u
    where f.id = u.id and f.quiet_since is null and u.days >= 5
      and u.last_event_at < now() - greatest(interval '4 days', 3 * u.distance)
    returning f.workspace_id
  loop
    perform private.raise_alert(i.workspace_id, 'integration_quiet', 1);
    noticed := noticed + 1;
  end loop;
  return noticed;
end
$$;

-- Everything of the above, at most once a minute whoever asks; what there is too much of goes on the next time. Null when it
-- was not its time, or somebody else is at it.
create function public.keep_house() returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from private.housekeeping where ran_at < now() - interval '50 seconds' for update skip locked;
  if not found then return null; end if;
  update private.housekeeping set ran_at = now();
  return jsonb_build_object(
    'lookedUp', private.look_up_again(500),
    'payloads', private.erase_old_payloads(500),
    'transcripts', private.erase_old_transcripts(500),
    'refused', private.forget_refused_deliveries(),
    'rewritten', private.rewrite_notes(100),
    'quiet', private.notice_quiet_integrations(),
    'swept', private.enqueue_sweeps(200));
end
$$;

revoke all on function private.look_up_again(integer), private.erase_old_payloads(integer), private.erase_old_transcripts(integer),
  private.forget_refused_deliveries(), private.rewrite_notes(integer), private.notice_quiet_integrations(), public.keep_house() from public, anon, authenticated;
grant execute on function public.keep_house() to service_role;
