-- Who sees and changes what, with real rows in two workspaces: `supabase test db` runs this.
begin;
set local search_path = public, extensions;
set local client_min_messages = warning;

create temporary table expected (relation text primary key, member text, manager text, admin text, owner text, service text);
create temporary table expected_routines (routine text primary key, executed_by text);
-- What follows is checked against tests/support/isolation/expectations.ts.
insert into expected values
  ('public.alerts', 'none', 'all', 'all', 'all', 'select insert update delete'),
  ('public.attendee_audit', 'own', 'all', 'all', 'all', 'select'),
  ('public.attendee_outcomes', 'own', 'all', 'all', 'all', 'select insert update delete'),
  ('public.crm_connections', 'all', 'all', 'all', 'all', 'select insert update delete'),
  ('public.erasures', 'none', 'none', 'all', 'all', 'select insert update delete'),
  ('public.event_states', 'own', 'all', 'all', 'all', 'select insert update delete'),
  ('public.fathom_coverage', 'own', 'all', 'all', 'all', 'select'),
  ('public.fathom_integrations', 'own', 'all', 'all', 'all', 'select insert update delete'),
  ('public.fathom_people', 'none', 'all', 'all', 'all', 'select insert update delete'),
  ('public.imports', 'own', 'all', 'all', 'all', 'select insert update delete'),
  ('public.meeting_events', 'own', 'all', 'all', 'all', 'select insert update delete'),
  ('public.meeting_history', 'own', 'all', 'all', 'all', 'select insert delete'),
  ('public.meetings', 'own', 'all', 'all', 'all', 'select insert update delete'),
  ('public.refused_deliveries', 'none', 'none', 'all', 'all', 'select insert update delete'),
  ('public.webhook_events', 'own', 'all', 'all', 'all', 'select insert update delete'),
  ('public.workspace_invitations', 'none', 'none', 'all', 'all', 'select insert update delete'),
  ('public.workspace_members', 'own', 'all', 'all', 'all', 'select insert update delete'),
  ('public.workspace_people', 'own', 'all', 'all', 'all', 'select'),
  ('public.workspace_settings', 'all', 'all', 'all', 'all', 'select insert update delete'),
  ('public.workspaces', 'all', 'all', 'all', 'all', 'select insert update delete'),
  ('private.clock', 'refused', 'refused', 'refused', 'refused', 'select insert update delete'),
  ('private.crm_call_windows', 'refused', 'refused', 'refused', 'refused', 'select insert update delete'),
  ('private.crm_connection_secrets', 'refused', 'refused', 'refused', 'refused', 'select insert update delete'),
  ('private.crm_people', 'refused', 'refused', 'refused', 'refused', 'select insert update delete'),
  ('private.delivery_allowances', 'refused', 'refused', 'refused', 'refused', 'select insert update delete'),
  ('private.fathom_call_windows', 'refused', 'refused', 'refused', 'refused', 'select insert update delete'),
  ('private.fathom_integration_keys', 'refused', 'refused', 'refused', 'refused', 'select insert update delete'),
  ('private.fathom_integration_secrets', 'refused', 'refused', 'refused', 'refused', 'select insert update delete'),
  ('private.fathom_integration_tokens', 'refused', 'refused', 'refused', 'refused', 'select insert update delete'),
  ('private.housekeeping', 'refused', 'refused', 'refused', 'refused', 'select insert update delete'),
  ('private.import_cursors', 'refused', 'refused', 'refused', 'refused', 'select insert update delete'),
  ('private.jobs', 'refused', 'refused', 'refused', 'refused', 'select insert update delete'),
  ('private.meeting_search', 'refused', 'refused', 'refused', 'refused', 'select insert update delete'),
  ('private.note_deletions', 'refused', 'refused', 'refused', 'refused', 'select insert update delete'),
  ('private.restores', 'refused', 'refused', 'refused', 'refused', 'select insert update delete'),
  ('private.slack_webhooks', 'refused', 'refused', 'refused', 'refused', 'select insert update delete'),
  ('private.sweep_places', 'refused', 'refused', 'refused', 'refused', 'select insert update delete'),
  ('private.webhook_removals', 'refused', 'refused', 'refused', 'refused', 'select insert update delete');
insert into expected_routines values
  ('public.audit_counts', 'people'),
  ('public.audit_page', 'people'),
  ('public.clock_is_late', 'people'),
  ('public.count_meetings', 'people'),
  ('public.event_counts', 'people'),
  ('public.overview', 'people'),
  ('public.search_meetings', 'people'),
  ('private.audit_condition', 'people'),
  ('private.only_of', 'people'),
  ('private.meetings_to_look_through', 'people'),
  ('private.address_of_colleague', 'people'),
  ('private.find_meetings', 'people'),
  ('private.found_passage', 'people'),
  ('private.my_administered_workspaces', 'people'),
  ('private.my_managed_workspaces', 'people'),
  ('private.my_workspaces', 'people'),
  ('private.passage', 'people'),
  ('private.plain_words', 'people'),
  ('private.sees_late_clock', 'people'),
  ('private.words_pattern', 'people'),
  ('private.is_free_mail', 'functions'),
  ('public.accept_invitation', 'functions'),
  ('public.acknowledge_alert', 'functions'),
  ('public.begin_person_creation', 'functions'),
  ('public.bury_job', 'functions'),
  ('public.cancel_import', 'functions'),
  ('public.capture_refused', 'functions'),
  ('public.change_member_role', 'functions'),
  ('public.choose_anybody', 'functions'),
  ('public.choose_person', 'functions'),
  ('public.claim_jobs', 'functions'),
  ('public.close_workspace', 'functions'),
  ('public.connect_crm', 'functions'),
  ('public.connect_fathom', 'functions'),
  ('public.connect_slack', 'functions'),
  ('public.count_sealed', 'functions'),
  ('public.create_workspace', 'functions'),
  ('public.delete_workspace', 'functions'),
  ('public.disconnect_fathom', 'functions'),
  ('public.disconnect_slack', 'functions'),
  ('public.end_person_creation', 'functions'),
  ('public.erase_person', 'functions'),
  ('public.find_fathom_integrations', 'functions'),
  ('public.find_missing', 'functions'),
  ('public.finish_job', 'functions'),
  ('public.finish_note_deletion', 'functions'),
  ('public.finish_sweep', 'functions'),
  ('public.finish_webhook_removal', 'functions'),
  ('public.halt_import', 'functions'),
  ('public.invite_member', 'functions'),
  ('public.keep_house', 'functions'),
  ('public.list_sealed', 'functions'),
  ('public.load_alert', 'functions'),
  ('public.load_attendee_crm', 'functions'),
  ('public.load_event', 'functions'),
  ('public.load_fathom_key', 'functions'),
  ('public.load_import', 'functions'),
  ('public.load_log_work', 'functions'),
  ('public.load_note_deletion', 'functions'),
  ('public.load_note_sources', 'functions'),
  ('public.load_slack_webhook', 'functions'),
  ('public.load_sweep', 'functions'),
  ('public.load_webhook_removal', 'functions'),
  ('public.log_attendee_again', 'functions'),
  ('public.look_at_invitation', 'functions'),
  ('public.mark_alert_sent', 'functions'),
  ('public.mark_slack_broken', 'functions'),
  ('public.mark_unreadable', 'functions'),
  ('public.note_fathom_limits', 'functions'),
  ('public.note_import_trouble', 'functions'),
  ('public.pause_connection', 'functions'),
  ('public.receive_webhook', 'functions'),
  ('public.remember_fathom_people', 'functions'),
  ('public.remember_ring', 'functions'),
  ('public.remove_member', 'functions'),
  ('public.replay_attendees', 'functions'),
  ('public.replay_event', 'functions'),
  ('public.replay_events', 'functions'),
  ('public.report_connection', 'functions'),
  ('public.report_fathom_refusal', 'functions'),
  ('public.reseal', 'functions'),
  ('public.reserve_calls', 'functions'),
  ('public.reserve_fathom_call', 'functions'),
  ('public.resume_import', 'functions'),
  ('public.retry_job', 'functions'),
  ('public.save_note_fingerprints', 'functions'),
  ('public.save_outcomes', 'functions'),
  ('public.set_fathom_token', 'functions'),
  ('public.start_import', 'functions'),
  ('public.store_meetings', 'functions'),
  ('public.sweep_now', 'functions'),
  ('public.take_import_page', 'functions'),
  ('public.take_swept', 'functions'),
  ('public.worker_health', 'functions'),
  ('private.address_pattern', 'nobody'),
  ('private.as_pattern', 'nobody'),
  ('private.begin_anew', 'nobody'),
  ('private.clock_is_late', 'nobody'),
  ('private.count_import', 'nobody'),
  ('private.deliveries_per_second', 'nobody'),
  ('private.describe_person', 'nobody'),
  ('private.due_workspaces', 'nobody'),
  ('private.end_dry_run', 'nobody'),
  ('private.end_failed_sweep', 'nobody'),
  ('private.end_invitations_by', 'nobody'),
  ('private.end_note_deletion', 'nobody'),
  ('private.end_of', 'nobody'),
  ('private.end_webhook_removal', 'nobody'),
  ('private.enqueue_log', 'nobody'),
  ('private.enqueue_stale_notes', 'nobody'),
  ('private.enqueue_sweeps', 'nobody'),
  ('private.erase_from_crm_memory', 'nobody'),
  ('private.erase_from_meeting', 'nobody'),
  ('private.erase_old_payloads', 'nobody'),
  ('private.erase_old_transcripts', 'nobody'),
  ('private.events_of', 'nobody'),
  ('private.first_room', 'nobody'),
  ('private.forget_refused_deliveries', 'nobody'),
  ('private.halt_import', 'nobody'),
  ('private.halt_imports_of', 'nobody'),
  ('private.has_captured_enough', 'nobody'),
  ('private.index_changed_attendee', 'nobody'),
  ('private.index_meeting', 'nobody'),
  ('private.index_new_attendees', 'nobody'),
  ('private.index_origin', 'nobody'),
  ('private.index_people', 'nobody'),
  ('private.invoke_edge_function', 'nobody'),
  ('private.is_called', 'nobody'),
  ('private.is_last_owner', 'nobody'),
  ('private.job_under_lease', 'nobody'),
  ('private.json_or_null', 'nobody'),
  ('private.json_without_person', 'nobody'),
  ('private.keeps_transcript', 'nobody'),
  ('private.known_id', 'nobody'),
  ('private.known_meeting', 'nobody'),
  ('private.leading_meeting', 'nobody'),
  ('private.leading_recording', 'nobody'),
  ('private.lock_attendee', 'nobody'),
  ('private.lock_conversations', 'nobody'),
  ('private.lock_for_replay', 'nobody'),
  ('private.look_up_again', 'nobody'),
  ('private.make_workspace', 'nobody'),
  ('private.make_workspace_for_new_user', 'nobody'),
  ('private.meeting_id', 'nobody'),
  ('private.member_with_address', 'nobody'),
  ('private.most_deliveries_at_once', 'nobody'),
  ('private.names_of', 'nobody'),
  ('private.names_pattern', 'nobody'),
  ('private.next_jobs', 'nobody'),
  ('private.note_event_state', 'nobody'),
  ('private.note_source', 'nobody'),
  ('private.notice_quiet_integrations', 'nobody'),
  ('private.open_connection', 'nobody'),
  ('private.owner_of_recording', 'nobody'),
  ('private.people_of', 'nobody'),
  ('private.raise_alert', 'nobody'),
  ('private.recordings_of', 'nobody'),
  ('private.refilled', 'nobody'),
  ('private.remember_decision', 'nobody'),
  ('private.remember_late_content', 'nobody'),
  ('private.remember_outcome', 'nobody'),
  ('private.remember_people', 'nobody'),
  ('private.remove_webhook', 'nobody'),
  ('private.replay_locked', 'nobody'),
  ('private.rewrite_notes', 'nobody'),
  ('private.role_under_lock', 'nobody'),
  ('private.say_change', 'nobody'),
  ('private.sealed_rows', 'nobody'),
  ('private.search_document', 'nobody'),
  ('private.settle_events', 'nobody'),
  ('private.settle_import', 'nobody'),
  ('private.source_failed', 'nobody'),
  ('private.source_worked', 'nobody'),
  ('private.take_found', 'nobody'),
  ('private.tell_of_changes', 'nobody'),
  ('private.took_before', 'nobody'),
  ('private.took_recording', 'nobody'),
  ('private.unremembered_since', 'nobody'),
  ('private.wait_again', 'nobody'),
  ('private.with_action_items', 'nobody'),
  ('private.with_call', 'nobody'),
  ('private.without_person', 'nobody'),
  ('private.words_of', 'nobody'),
  ('private.words_query', 'nobody'),
  ('private.words_with_weight', 'nobody'),
  ('private.workspace_word', 'nobody');
-- Until here.

select no_plan();

select set_eq(
  $$ select relnamespace::regnamespace || '.' || relname from pg_class
     where relnamespace in ('public'::regnamespace, 'private'::regnamespace) and relkind in ('r', 'p', 'v', 'm', 'f') $$,
  'select relation from expected', 'every table and view stands in the matrix');
select set_eq(
  $$ select pronamespace::regnamespace || '.' || proname from pg_proc
     where pronamespace in ('public'::regnamespace, 'private'::regnamespace) $$,
  'select routine from expected_routines', 'every function stands in the matrix');
select is_empty(
  $$ select oid::regclass from pg_class where relnamespace in ('public'::regnamespace, 'private'::regnamespace)
     and relkind in ('r', 'p') and not relrowsecurity $$,
  'every table has row-level security');
select is_empty(
  $$ select oid::regclass from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
     and not coalesce(reloptions, '{}') @> '{security_invoker=true}' $$,
  'every view is read with the rights of its reader');

-- Two workspaces, with everybody in them and a row of everything for each.
create temporary table people (name text primary key, id uuid, place text, role text);
insert into people values
  ('owner', gen_random_uuid(), 'here', 'owner'), ('admin', gen_random_uuid(), 'here', 'admin'),
  ('manager', gen_random_uuid(), 'here', 'manager'), ('member', gen_random_uuid(), 'here', 'member'),
  ('outsider', gen_random_uuid(), 'there', 'owner'), ('other member', gen_random_uuid(), 'there', 'member');
create temporary table places (place text primary key, id uuid);
insert into places values ('here', gen_random_uuid()), ('there', gen_random_uuid());

insert into auth.users (id, email) select id, replace(name, ' ', '.') || '-' || id || '@example.com' from people;
delete from workspaces w using workspace_members m, people p where m.workspace_id = w.id and m.user_id = p.id;
insert into workspaces (id, name) select id, place from places;
insert into workspace_settings (workspace_id) select id from places;
insert into workspace_members (workspace_id, user_id, role) select l.id, p.id, p.role from people p join places l using (place);
insert into fathom_integrations (workspace_id, user_id, fathom_user_email)
  select l.id, p.id, p.id || '@example.com' from people p join places l using (place);
insert into webhook_events (workspace_id, user_id, integration_id, source, delivery_id, proof, payload, payload_bytes)
  select i.workspace_id, i.user_id, i.id, 'fathom', i.id::text, 'signature', '{}', 2 from fathom_integrations i join people p on p.id = i.user_id;
insert into meetings (workspace_id, user_id, source, external_id, title, occurred_at)
  select l.id, p.id, 'fathom', p.id::text, 'A renewal', now() from people p join places l using (place);
insert into meeting_events (meeting_id, event_id, workspace_id, user_id)
  select m.id, e.id, m.workspace_id, m.user_id from meetings m join webhook_events e on e.user_id = m.user_id join people p on p.id = m.user_id;
insert into attendee_outcomes (meeting_id, workspace_id, user_id, name, email, status)
  select m.id, m.workspace_id, m.user_id, 'Bo Buyer', 'bo@example.org', 'not_found' from meetings m join people p on p.id = m.user_id;
insert into meeting_history (meeting_id, workspace_id, what)
  select m.id, m.workspace_id, 'not_found' from meetings m join people p on p.id = m.user_id;
insert into imports (workspace_id, user_id, source, state)
  select l.id, p.id, 'fathom', 'paused' from people p join places l using (place);
insert into alerts (workspace_id, kind) select id, 'dead_letter' from places;
insert into erasures (workspace_id, meetings, outcomes, events, notes) select id, 0, 0, 0, 0 from places;
insert into refused_deliveries (workspace_id, reason, body, body_bytes) select id, 'no_match', '{}', 2 from places;
insert into fathom_people (workspace_id, email) select id, 'seen@example.com' from places;
insert into crm_connections (workspace_id, provider, account) select id, 'pipedrive', 'acme' from places;
insert into workspace_invitations (workspace_id, email, role, token_hash)
  select id, 'new@example.com', 'member', encode(sha256(id::text::bytea), 'hex') from places;

-- Rows of a relation by who they are: an address in one view is told to some only.
create function pg_temp.rows_of(relation text) returns setof jsonb language plpgsql as $$
begin
  return query execute format('select to_jsonb(t) - ''email'' from %s t', relation);
end $$;

-- As whoever it is: the rows of a query in order, or the code of its refusal. What it does is undone, the role too.
create function pg_temp.as_role(role_name text, person uuid, query text) returns text language plpgsql as $$
declare found text;
begin
  perform set_config('request.jwt.claims', json_build_object('sub', person, 'role', role_name)::text, true);
  perform set_config('role', role_name, true);
  execute query into found;
  raise exception using errcode = 'XUNDO', message = coalesce(found, '');
exception
  when sqlstate 'XUNDO' then return sqlerrm;
  when others then return sqlstate;
end $$;

-- What everybody has of the two workspaces, and the ids that are about somebody.
create temporary table truth (relation text, place text, line jsonb);
insert into truth
  select e.relation, l.place, r from expected e, pg_temp.rows_of(e.relation) r
  join places l on l.id::text = coalesce(r ->> 'workspace_id', r ->> 'id')
  where e.relation like 'public.%';
create temporary table about (name text, id text);
insert into about
  select p.name, p.id::text from people p
  union all select p.name, t.line ->> 'id' from truth t join people p on p.id::text = t.line ->> 'user_id' where t.line ? 'id';

select is(
  pg_temp.as_role('authenticated', p.id, format(
    $$ select coalesce(string_agg(line::text, E'\n' order by line::text), '') from (select to_jsonb(t) - 'email' as line from %s t) r $$,
    e.relation)),
  (select coalesce(string_agg(t.line::text, E'\n' order by t.line::text), '') from truth t
   where t.relation = e.relation and t.place = p.place
     and case to_jsonb(e) ->> p.role
       when 'all' then true
       when 'own' then exists (select from jsonb_each_text(t.line) v join about a on a.id = v.value where a.name = p.name)
       else false end),
  e.relation || ' shows ' || p.name || ' exactly what is theirs')
from expected e cross join people p where e.relation like 'public.%' order by e.relation, p.name;

select isnt(
  (select count(*)::int from truth t where t.relation = e.relation and t.place = l.place), 0,
  e.relation || ' has rows in the workspace ' || l.place)
from expected e cross join places l where e.relation like 'public.%' order by e.relation, l.place;

select is(pg_temp.as_role('anon', null, 'select count(*) from ' || e.relation), '42501', e.relation || ' is closed to anonymous callers')
from expected e order by e.relation;
select is(
  pg_temp.as_role('authenticated', p.id, 'select count(*) from ' || e.relation), '42501', e.relation || ' is closed to ' || p.name)
from expected e cross join people p where e.relation like 'private.%' order by e.relation, p.name;

-- Of a view that is not of one table's columns Postgres says that it cannot be written by anybody.
select ok(
  pg_temp.as_role(r.role_name, p.id, v.statement) = any (
    case when e.service = 'select' then array['42501', '55000', '0A000'] else array['42501'] end),
  format('%s: %s is refused to %s', e.relation, v.verb, coalesce(p.name, 'anonymous callers')))
from expected e
cross join (select 'authenticated' as role_name, name, id from people where name in ('owner', 'member', 'outsider')
  union all select 'anon', null, null) as p (role_name, name, id)
cross join lateral (select p.role_name) r
cross join lateral (select quote_ident(attname) as name from pg_attribute where attrelid = e.relation::regclass and attnum = 1) c
cross join lateral (values
  ('insert', format('insert into %s default values', e.relation)),
  ('update', format('update %s set %s = %s', e.relation, c.name, c.name)),
  ('delete', format('delete from %s', e.relation))) as v (verb, statement)
order by e.relation, p.name, v.verb;

select set_eq(
  $$ select r.rolname || ' ' || v.verb || ' ' || c.relnamespace::regnamespace || '.' || c.relname
     from pg_class c cross join pg_roles r
     cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as v (verb)
     where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p', 'v', 'm', 'f')
       and r.rolname in ('anon', 'authenticated') and has_table_privilege(r.oid, c.oid, v.verb) $$,
  $$ select 'authenticated select ' || relation from expected where relation like 'public.%' $$,
  'people may read what the matrix says, and write nothing');
select ok(
  has_table_privilege('service_role', e.relation::regclass, v.verb) or not v.verb = any (string_to_array(e.service, ' ')),
  format('the functions may %s %s', v.verb, e.relation))
from expected e cross join unnest(array['select', 'insert', 'update', 'delete']) as v (verb) order by e.relation, v.verb;

select set_eq(
  $$ select pronamespace::regnamespace || '.' || proname from pg_proc
     where pronamespace in ('public'::regnamespace, 'private'::regnamespace) and has_function_privilege('authenticated', oid, 'execute') $$,
  $$ select routine from expected_routines where executed_by = 'people' $$,
  'people may execute what the matrix says, and nothing else');
select is_empty(
  $$ select oid::regprocedure from pg_proc
     where pronamespace in ('public'::regnamespace, 'private'::regnamespace) and has_function_privilege('anon', oid, 'execute') $$,
  'anonymous callers may execute nothing');
select is_empty(
  $$ select routine from expected_routines r where executed_by = 'functions' and not exists (
       select from pg_proc where pronamespace::regnamespace || '.' || proname = r.routine and has_function_privilege('service_role', oid, 'execute')) $$,
  'the functions may execute what is theirs');

select * from finish();
rollback;
