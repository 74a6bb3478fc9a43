-- That rights begin and end at once, and that an invitation is good once: `supabase test db` runs this.
begin;
set local search_path = public, extensions;
set local client_min_messages = warning;
select no_plan();

create temporary table people (name text primary key, id uuid, email text);
insert into people select n, gen_random_uuid(), n || '@example.com' from unnest(array['owner', 'member', 'invited']) n;
insert into auth.users (id, email) select id, email from people where name <> 'invited';
create temporary table place as
  select m.workspace_id as id from workspace_members m join people p on p.id = m.user_id where p.name = 'owner';
insert into workspace_members (workspace_id, user_id, role) select l.id, p.id, 'manager' from place l, people p where p.name = 'member';
insert into meetings (workspace_id, user_id, source, external_id, title, occurred_at)
  select l.id, p.id, 'fathom', p.name, 'A renewal', now() from place l, people p where p.name <> 'invited';

create function pg_temp.meetings_seen_by(person text) returns bigint language plpgsql as $$
declare seen bigint;
begin
  perform set_config('request.jwt.claims', json_build_object('sub', (select p.id from people p where p.name = person))::text, true);
  perform set_config('role', 'authenticated', true);
  select count(*) into seen from public.meetings;
  perform set_config('role', 'none', true);
  return seen;
end $$;
create function pg_temp.id_of(person text) returns uuid language sql as 'select id from people where name = person';

select is(pg_temp.meetings_seen_by('member'), 2::bigint, 'a manager sees the meetings of the team');
select is(change_member_role((select id from place), pg_temp.id_of('owner'), pg_temp.id_of('member'), 'member'), 'done', 'an owner makes them a member');
select is(pg_temp.meetings_seen_by('member'), 1::bigint, 'who is a member now sees their own');
select is(
  change_member_role((select id from place), pg_temp.id_of('member'), pg_temp.id_of('member'), 'owner'), 'forbidden',
  'nobody gives themselves a role');
select is(remove_member((select id from place), pg_temp.id_of('owner'), pg_temp.id_of('member')), 'done', 'an owner removes them');
select is(pg_temp.meetings_seen_by('member'), 0::bigint, 'who is removed sees nothing, not what they recorded either');
select is(remove_member((select id from place), pg_temp.id_of('owner'), pg_temp.id_of('owner')), 'last_owner', 'the last owner stays');

select is(
  invite_member((select id from place), pg_temp.id_of('owner'), 'invited@example.com', 'member', repeat('a', 64)), 'done',
  'an owner invites an address');
insert into auth.users (id, email) select id, email from people where name = 'invited';
select is(accept_invitation(pg_temp.id_of('member'), repeat('a', 64)) ->> 'answer', 'other_address', 'nobody else uses the invitation');
select is(accept_invitation(pg_temp.id_of('invited'), repeat('a', 64)) ->> 'answer', 'joined', 'who has the address joins');
select is(remove_member((select id from place), pg_temp.id_of('owner'), pg_temp.id_of('invited')), 'done', 'and is removed');
select is(accept_invitation(pg_temp.id_of('invited'), repeat('a', 64)) ->> 'answer', 'not_open', 'an invitation is good once');
select is(
  invite_member((select id from place), pg_temp.id_of('owner'), 'invited@example.com', 'member', repeat('b', 64)), 'done',
  'they are invited again');
update workspace_invitations set expires_at = now() where token_hash = repeat('b', 64);
select is(accept_invitation(pg_temp.id_of('invited'), repeat('b', 64)) ->> 'answer', 'not_open', 'an invitation runs out');
select is(look_at_invitation(repeat('b', 64)), null, 'and says nothing any more');

insert into workspace_members (workspace_id, user_id, role) select l.id, p.id, 'admin' from place l, people p where p.name = 'member';
select is(
  invite_member((select id from place), pg_temp.id_of('member'), 'invited@example.com', 'admin', repeat('c', 64)), 'done',
  'an administrator invites an address');
select is(remove_member((select id from place), pg_temp.id_of('owner'), pg_temp.id_of('member')), 'done', 'and is removed');
select is(
  accept_invitation(pg_temp.id_of('invited'), repeat('c', 64)) ->> 'answer', 'not_open',
  'an invitation ends with the rights of who made it');

select * from finish();
rollback;
