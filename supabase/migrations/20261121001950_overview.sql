-- Read with the index alone: how many attendees of a meeting ended how.
create index attendee_outcomes_of_a_meeting on public.attendee_outcomes (workspace_id, meeting_id) include (user_id, status);

-- What the overview shows, in one answer: twelve weeks of meetings and what became of their external attendees, what needs a
-- person, and how the integrations do. Row-level security decides what is counted; `mine` leaves out what is others'. Null
-- for a workspace that the caller is not in. The plan is made for the period asked for: a general one reads all there ever was.
create function public.overview(workspace uuid, zone text, mine boolean default false) returns jsonb
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  me uuid := (select auth.uid());
  -- Null: everybody's.
  person uuid := case when mine then me else private.only_of(workspace) end;
  first_week timestamp;
  since timestamptz;
  until timestamptz;
  weeks jsonb;
begin
  if not exists (select from public.workspaces w where w.id = workspace) then
    return null;
  end if;
  begin
    first_week := date_trunc('week', now() at time zone zone) - interval '11 weeks';
  exception when invalid_parameter_value then
    -- Browsers know zones that the database has never heard of.
    zone := 'UTC';
    first_week := date_trunc('week', now() at time zone zone) - interval '11 weeks';
  end;
  since := first_week at time zone zone;
  until := (first_week + interval '12 weeks') at time zone zone;

  with met as materialized (
    select m.id, ((m.occurred_at at time zone zone)::date - first_week::date) / 7 as week
    from public.meetings m
    where m.workspace_id = workspace and m.occurred_at >= since and m.occurred_at < until
      and (person is null or m.user_id = person)
  ),
  ended as (
    -- Meeting by meeting: joined at once, Postgres may read the attendees of all there ever was.
    select met.week, met.id as meeting_id, s.status, s.attendees
    from met cross join lateral (
      select o.status, count(*) as attendees from public.attendee_outcomes o
      where o.workspace_id = workspace and o.meeting_id = met.id and o.status <> 'skipped_internal'
      group by o.status) s
  ),
  by_status as (
    select week, status, sum(attendees) as attendees, count(*) as meetings from ended group by week, status
  ),
  by_week as (
    select week, jsonb_object_agg(status, jsonb_build_object('attendees', attendees, 'meetings', meetings)) as outcomes
    from by_status group by week
  ),
  counted as (select week, count(*) as meetings from met group by week)
  select jsonb_agg(jsonb_build_object(
    'from', (first_week + g.week * interval '1 week')::date,
    'meetings', coalesce(c.meetings, 0),
    'outcomes', coalesce(b.outcomes, '{}')) order by g.week)
  into weeks
  from generate_series(0, 11) as g (week)
  left join counted c on c.week = g.week
  left join by_week b on b.week = g.week;

  return jsonb_build_object(
    'weeks', weeks,
    -- In its order, so that the table is not read from one end for a workspace that has none.
    'has_meetings', (
      select m.id from public.meetings m where m.workspace_id = workspace and (person is null or m.user_id = person)
      order by m.occurred_at desc, m.id desc limit 1) is not null,
    'deliveries', (
      select coalesce(jsonb_object_agg(s.state, s.deliveries), '{}') from (
        select e.state, count(*) as deliveries from public.webhook_events e
        where e.workspace_id = workspace and e.state in ('unreadable', 'dead') and (person is null or e.user_id = person)
        group by e.state) s),
    'integrations', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'status', i.status, 'setup', i.setup, 'webhook_id', i.webhook_id, 'last_error', i.last_error,
        'failures_in_row', i.failures_in_row, 'quiet_since', i.quiet_since)), '[]')
      from public.fathom_integrations i
      where i.workspace_id = workspace and i.status <> 'disconnected' and (not mine or i.user_id = me)),
    'connection', (
      select jsonb_build_object(
        'account', c.account, 'status', c.status, 'failures_in_row', c.failures_in_row, 'last_success_at', c.last_success_at,
        'call_again_at', c.call_again_at, 'paused_because', c.paused_because)
      from public.crm_connections c where c.workspace_id = workspace limit 1),
    'coverage', (
      select coalesce(jsonb_agg(jsonb_build_object('coverage', p.coverage, 'has_recorded', p.has_recorded, 'people', p.people)), '[]')
      from (
        select v.coverage, v.last_recorded_at is not null as has_recorded, count(*) as people
        from public.fathom_coverage v where v.workspace_id = workspace group by 1, 2) p),
    'internal_domains', (
      select to_jsonb(s.internal_domains) from public.workspace_settings s where s.workspace_id = workspace),
    'members', (select count(*) from public.workspace_members m where m.workspace_id = workspace));
end
$$;

revoke all on function public.overview(uuid, text, boolean) from public, anon;
grant execute on function public.overview(uuid, text, boolean) to authenticated, service_role;
