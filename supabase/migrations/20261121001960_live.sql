-- Tells open pages that something has changed. Only ids travel: what is there is read again under row-level security.
-- Each person listens to `user:<id>:<workspace>`. Realtime asks who may listen when somebody begins to, and again when their token is
-- renewed (https://supabase.com/docs/guides/realtime/authorization): whom something is told is decided here, when it is told.

-- Says it once a transaction, to managers, to the person whom it concerns while they are in the workspace, and with `members` to
-- everybody in it. A `leaver` is no longer in it. Of a transaction that changes a great many rows one by one, the later ones are said
-- as a whole: no id.
create function private.say_change(workspace uuid, person uuid, audience text, message jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  said constant text := coalesce(current_setting('debrief.said', true), '');
  news constant jsonb := case when length(said) > 2000 then message || '{"id": null}' else message end;
  mark constant text := '|' || workspace || ' ' || coalesce(person::text, '') || ' ' || news::text || '|';
begin
  if strpos(said, mark) > 0 then return; end if;
  perform set_config('debrief.said', said || mark, true);
  perform realtime.send(news, 'changed', 'user:' || h.user_id || ':' || workspace, true)
  from (
    select m.user_id from public.workspace_members m
    where m.workspace_id = workspace and (audience = 'members' or m.user_id = person or m.role in ('owner', 'admin', 'manager'))
    union
    select person where audience = 'leaver') h;
end $$;

-- After a statement: which row was changed, or none if there were several. The arguments name the columns of the id (of an outcome, its
-- meeting's), and the audience: besides managers a `user`, a `leaver`, all `members`, or nobody.
create function private.tell_of_changes() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  change record;
begin
  -- Where there is no Realtime, pages ask by themselves.
  if to_regprocedure('realtime.send(jsonb,text,text,boolean)') is null then return null; end if;
  for change in
    execute format(
      'select workspace_id, %2$s as user_id, case when min(c.%1$I::text) = max(c.%1$I::text) then min(c.%1$I::text) end as id
         from changed c group by 1, 2',
      tg_argv[0],
      case when tg_argv[1] in ('user', 'leaver') then 'c.user_id' else 'null::uuid' end)
  loop
    perform private.say_change(
      change.workspace_id, change.user_id, tg_argv[1], jsonb_build_object('table', tg_table_name, 'id', change.id));
  end loop;
  return null;
exception when others then
  -- News that cannot be told must not cost what it is about.
  raise warning 'a change of % was not told: %', tg_table_name, sqlerrm;
  return null;
end $$;

revoke all on function private.say_change(uuid, uuid, text, jsonb), private.tell_of_changes() from public, anon, authenticated;

do $$
declare
  told record;
  event text;
begin
  for told in
    select * from (values
      ('meetings', 'id', 'user'),
      ('attendee_outcomes', 'meeting_id', 'user'),
      ('webhook_events', 'id', 'user'),
      ('imports', 'id', 'user'),
      ('fathom_integrations', 'id', 'user'),
      ('fathom_people', 'workspace_id', 'managers'),
      ('workspace_members', 'user_id', 'user'),
      ('workspace_settings', 'workspace_id', 'members'),
      ('crm_connections', 'id', 'managers'),
      ('alerts', 'id', 'managers')) as t (relation, id, audience)
  loop
    foreach event in array '{insert,update}'::text[] loop
      execute format(
        'create trigger %I after %s on public.%I referencing new table as changed
           for each statement execute function private.tell_of_changes(%L, %L)',
        'tell_of_' || event, event, told.relation, told.id, told.audience);
    end loop;
  end loop;
end $$;

create trigger tell_of_delete after delete on public.workspace_members referencing old table as changed
  for each statement execute function private.tell_of_changes('user_id', 'leaver');
