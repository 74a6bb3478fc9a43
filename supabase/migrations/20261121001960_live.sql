-- Tells open pages that something has changed. Only ids travel: what is there is read again under row-level security.
-- Managers listen to `workspace:<id>`, everybody else to `user:<id>:<workspace>`.

-- Says it once a transaction. Of a transaction that changes a great many rows one by one, the later ones are said as a whole: no id.
create function private.say_change(topic text, message jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  said constant text := coalesce(current_setting('debrief.said', true), '');
  news constant jsonb := case when length(said) > 2000 then message || '{"id": null}' else message end;
  mark constant text := '|' || topic || ' ' || news::text || '|';
begin
  if strpos(said, mark) > 0 then return; end if;
  perform set_config('debrief.said', said || mark, true);
  perform realtime.send(news, 'changed', topic, true);
end $$;

-- After a statement, for each person whom it concerns: which row was changed, or none if there were several. The arguments name the
-- columns of the id (of an outcome, its meeting's) and of the person: a user, nobody but managers, or every member.
create function private.tell_of_changes() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  change record;
  message jsonb;
begin
  -- Where there is no Realtime, pages ask by themselves.
  if to_regprocedure('realtime.send(jsonb,text,text,boolean)') is null then return null; end if;
  for change in
    execute format(
      'select workspace_id, %2$s as user_id, case when min(c.%1$I::text) = max(c.%1$I::text) then min(c.%1$I::text) end as id
         from changed c %3$s group by 1, 2',
      tg_argv[0],
      case tg_argv[1] when 'managers' then 'null::uuid' when 'members' then 'm.user_id' else 'c.user_id' end,
      case tg_argv[1] when 'members' then 'join public.workspace_members m using (workspace_id)' else '' end)
  loop
    message := jsonb_build_object('table', tg_table_name, 'id', change.id);
    perform private.say_change('workspace:' || change.workspace_id, message);
    if change.user_id is not null then
      perform private.say_change('user:' || change.user_id || ':' || change.workspace_id, message);
    end if;
  end loop;
  return null;
exception when others then
  -- News that cannot be told must not cost what it is about.
  raise warning 'a change of % was not told: %', tg_table_name, sqlerrm;
  return null;
end $$;

revoke all on function private.say_change(text, jsonb), private.tell_of_changes() from public, anon, authenticated;

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
      ('alerts', 'id', 'managers')) as t (relation, id, person)
  loop
    foreach event in array '{insert,update}'::text[] loop
      execute format(
        'create trigger %I after %s on public.%I referencing new table as changed
           for each statement execute function private.tell_of_changes(%L, %L)',
        'tell_of_' || event, event, told.relation, told.id, told.person);
    end loop;
  end loop;
end $$;
