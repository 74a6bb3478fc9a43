-- Fills a migrated database with the past of many workspaces, the first of which has a tenth of everything. How much of it the settings
-- growth.meetings, growth.workspaces, growth.attendees (of each meeting) and growth.days say. Ids are made of what they name
-- (ids.ts), so that whoever measures knows them. To be run in one transaction, as the superuser.
set local session_replication_role = replica;
set local maintenance_work_mem = '1GB';
set local work_mem = '256MB';
set local jit = off;
select setseed(0.5);

create function pg_temp.setting(name text) returns integer language sql stable as $$ select current_setting('growth.' || name)::integer $$;
create function pg_temp.id_of(kind text, n bigint) returns uuid language sql immutable as $$ select md5(kind || ' ' || n)::uuid $$;

-- Indexes are made when all is there: that is many times as fast. Those that constraints stand on stay.
create temp table later on commit drop as
select c.oid::regclass::text as name, pg_get_indexdef(c.oid) as definition
from pg_index i
join pg_class c on c.oid = i.indexrelid
where i.indrelid = any ('{public.meetings,public.attendee_outcomes,public.webhook_events,public.meeting_events,public.event_states,
    public.meeting_history,private.meeting_search}'::regclass[])
  and not exists (select from pg_constraint k where k.conindid = c.oid);
do $$ declare index_name text; begin
  for index_name in select name from later loop execute 'drop index ' || index_name; end loop;
end $$;

-- How many meetings each workspace has: the first a tenth, the others ever fewer; and how many people.
create temp table companies on commit drop as
select s.n, pg_temp.id_of('workspace', s.n) as id, s.meetings, least(100, 3 + s.meetings / 1000) as people
from (
  select n, case n
    when 1 then pg_temp.setting('meetings') / 10
    else greatest(1, (pg_temp.setting('meetings') * 0.9 / n / sum(case when n > 1 then 1.0 / n end) over ())::integer)
  end as meetings
  from generate_series(1, pg_temp.setting('workspaces')) n) s;

insert into public.workspaces (id, name) select id, 'Company ' || n from companies;
insert into public.workspace_settings (workspace_id, internal_domains, transcript_retention_days)
select id, array[format('company-%s.example.com', n)], null from companies;
insert into auth.users (id, email)
select pg_temp.id_of('user', c.n * 1000 + p), format('user-%s@company-%s.example.com', p, c.n) from companies c, generate_series(1, c.people) p;
insert into public.workspace_members (workspace_id, user_id, role)
select c.id, pg_temp.id_of('user', c.n * 1000 + p), case p when 1 then 'owner' when 2 then 'manager' else 'member' end
from companies c, generate_series(1, c.people) p;
insert into public.fathom_integrations (id, workspace_id, user_id, fathom_user_email, last_event_at)
select pg_temp.id_of('integration', c.n * 1000 + p), c.id, pg_temp.id_of('user', c.n * 1000 + p), format('user-%s@company-%s.example.com', p, c.n), now()
from companies c, generate_series(1, c.people) p;
insert into public.crm_connections (workspace_id, provider, account) select id, 'pipedrive', 'company-' || n from companies;

-- What is said, of 3,000 words of which a few are frequent: short as a summary, long as a transcript, the delivery that brings them,
-- and the words as they are searched.
create temp table texts on commit drop as
select n, summary, transcript, jsonb_build_object('default_summary', summary, 'transcript', transcript) as payload,
  private.words_with_weight(summary, 100000, 'C') as short_document,
  private.words_with_weight(summary, 100000, 'C') || private.words_with_weight(said, 100000, 'D') as long_document
from (
  select n, string_agg(line, ' ') filter (where l <= 6) as summary, string_agg(line, ' ') as said,
    jsonb_agg(jsonb_build_object('speaker', 'Speaker ' || l % 3, 'text', line, 'at', l)) as transcript
  from (
    select n, l, string_agg('word' || (3000 ^ random())::integer, ' ') as line
    from generate_series(1, 200) n, generate_series(1, 20) l, generate_series(1, 12) w group by n, l) lines
  group by n) said;
create temp table crowds on commit drop as
select n, private.words_with_weight(string_agg(format('Person %s person-%s@client-%s.example.org', n, n * 7 + a, n % 50), ' '), 100000, 'B') as document
from generate_series(1, 500) n, generate_series(1, pg_temp.setting('attendees')) a group by n;
analyze texts, crowds;

-- All meetings in the order in which they took place, as tables hold them.
create temp table planned on commit drop as
select s.*, pg_temp.id_of('meeting', n) as meeting_id, pg_temp.id_of('event', n) as event_id, pg_temp.id_of('user', person) as user_id
from (select row_number() over (order by at)::integer as n, company, workspace_id, person, at from (
  select c.n as company, c.id as workspace_id, c.n * 1000 + 1 + m % c.people as person,
    now() - pg_temp.setting('days') * interval '1 day' * (m - random()) / c.meetings - interval '1 hour' as at
  from companies c, generate_series(1, c.meetings) m) made) s
order by n;
analyze planned;

-- Emptied in this transaction, so that what is written need not go through the log as well.
truncate public.meetings, public.webhook_events cascade;

insert into public.meetings
  (id, workspace_id, user_id, source, external_id, title, started_at, ended_at, duration_seconds, recorded_by_name, recorded_by_email,
   recording_url, share_url, share_token, join_url, scheduled_start_at, scheduled_end_at, room_key, calendar_key, summary, transcript,
   action_items, occurred_at, created_at, updated_at)
select p.meeting_id, p.workspace_id, p.user_id, 'fathom', (100000000 + p.n)::text,
  format('Call %s about word%s', p.n, p.n % 700), p.at, p.at + interval '40 minutes', 2400, 'User ' || p.person % 1000,
  format('user-%s@company-%s.example.com', p.person % 1000, p.company),
  'https://fathom.example.com/calls/' || p.n, 'https://fathom.example.com/share/' || md5(p.n::text), md5(p.n::text),
  'https://meet.example.com/' || p.person, p.at, p.at + interval '30 minutes', 'meet.example.com/' || p.person, md5('calendar ' || p.n),
  -- Seven of ten have a summary, two of ten their transcript still.
  case when p.n % 10 < 7 then t.summary end, case when p.n % 10 < 2 then t.transcript end,
  case when p.n % 10 < 5 then '[{"text": "Send the offer", "completed": false}, {"text": "Call again", "completed": false}]'::jsonb end,
  p.at, p.at + interval '1 hour', p.at + interval '1 hour'
from planned p join texts t on t.n = 1 + p.n % 200 order by p.n;

-- Who was there: a third internal, most of the others logged. What came later is newer.
insert into public.attendee_outcomes
  (meeting_id, workspace_id, user_id, webhook_event_id, name, email, status, reason, crm_account, crm_person_id, crm_note_id,
   note_fingerprint, next_lookup_at, attempts, created_at, updated_at)
select p.meeting_id, p.workspace_id, p.user_id, p.event_id, 'Person ' || p.n % 1000,
  case s.status when 'skipped_internal' then format('user-%s@company-%s.example.com', a, p.company)
    else format('person-%s@client-%s.example.org', p.n % 1000 * 7 + a, p.n % 50) end,
  s.status, case s.status when 'note_added' then 'person_found' when 'skipped_internal' then 'domain' when 'not_found' then 'no_person' else 'crm_rejected' end,
  case when s.status = 'note_added' then 'company-' || p.company end, case when s.status = 'note_added' then (p.n % 1000 * 7 + a)::text end,
  case when s.status = 'note_added' then (p.n::bigint * 100 + a)::text end, case when s.status = 'note_added' then md5(p.n::text) end,
  case when s.status = 'not_found' and p.at > now() - interval '7 days' then p.at + interval '8 days' end,
  1, p.at + interval '1 hour', p.at + interval '1 hour' + a * interval '1 second'
from planned p cross join generate_series(1, pg_temp.setting('attendees')) a
cross join lateral (
  select case when a % 3 = 0 then 'skipped_internal' when (p.n * 7 + a) % 400 = 0 then 'failed' when (p.n * 7 + a) % 401 = 0 then 'ambiguous'
    when (p.n + a) % 5 = 0 then 'not_found' else 'note_added' end as status) s
order by p.n;

-- Payloads and headers are kept for ninety days; all but a few deliveries came to a good end.
insert into public.webhook_events
  (id, source, delivery_id, workspace_id, user_id, integration_id, state, received_at, finished_at, proof, headers, payload, payload_bytes, error,
   attempts, erased_at)
select p.event_id, 'fathom', 'msg_' || md5('delivery ' || p.n), p.workspace_id, p.user_id,
  pg_temp.id_of('integration', p.person), s.state, p.at + interval '1 hour', p.at + interval '61 minutes', 'signature',
  case when k.is_kept then '{"webhook-id": "msg", "content-type": "application/json", "user-agent": "Fathom"}' else '{}' end::jsonb,
  case when k.is_kept then t.payload end,
  9000, case s.state when 'dead' then 'The CRM is away.' when 'unreadable' then 'unknown_shape: Nobody knows this shape.' end, 1,
  case when not k.is_kept then p.at + interval '90 days' end
from planned p join texts t on t.n = 1 + p.n % 200
cross join lateral (select p.at > now() - interval '90 days' as is_kept) k
cross join lateral (select case p.n % 997 when 0 then 'dead' when 1 then 'unreadable' else 'processed' end as state) s
order by p.n;

insert into public.event_states (event_id, workspace_id, state, attempts, created_at)
select p.event_id, p.workspace_id, s.state, 1, p.at + interval '1 hour'
from planned p cross join (values ('received'), ('processing'), ('processed')) s (state);
insert into public.meeting_events (meeting_id, event_id, workspace_id, user_id, created_at)
select p.meeting_id, p.event_id, p.workspace_id, p.user_id, p.at from planned p;
insert into public.meeting_history (meeting_id, workspace_id, event_id, what, happened_at)
select p.meeting_id, p.workspace_id, p.event_id, 'summary_came', p.at from planned p;
insert into private.meeting_search (meeting_id, workspace_id, origin, document)
select p.meeting_id, p.workspace_id, 'webhook',
  array_to_tsvector(array[private.workspace_word(p.workspace_id)]) || c.document
    || setweight(to_tsvector('simple', format('call %s about word%s', p.n, p.n % 700)), 'A')
    || case when p.n % 10 < 2 then t.long_document when p.n % 10 < 7 then t.short_document else '' end
from planned p join texts t on t.n = 1 + p.n % 200 join crowds c on c.n = 1 + p.n % 500;

-- What waits: of one meeting in a hundred something, half of it due.
insert into private.jobs (kind, workspace_id, event_id, run_at)
select 'store', p.workspace_id, p.event_id, now() + (p.n % 200 - 100) * interval '1 minute'
from planned p where p.n % 100 = 0;

do $$ declare definition text; begin
  for definition in select l.definition from later l loop execute definition; end loop;
end $$;
