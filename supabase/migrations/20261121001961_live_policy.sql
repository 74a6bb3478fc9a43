-- Who hears what. Alone, because hosted Supabase lets a migration do nothing else to this table, and a project may refuse even that: then
-- pages ask by themselves (docs/operations.md says how to look).
do $$
begin
  if to_regclass('realtime.messages') is null then return; end if;
  execute $policy$
    create policy "people hear of what they may see" on realtime.messages for select to authenticated
    using (
      extension = 'broadcast'
      and (select realtime.topic()) in (
        select 'user:' || (select auth.uid()) || ':' || id from unnest((select private.my_workspaces())) as id))
  $policy$;
exception when insufficient_privilege then
  raise warning 'no live updates: %', sqlerrm;
end $$;
