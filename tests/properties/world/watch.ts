import type postgres from "postgres";

/** Who may put an attendee who has an outcome back among those who wait: somebody asked for it, or a look-up was due. */
const askers = "log_attendee_again|wait_again|choose_anybody|connect_crm";

/**
 * Has the database itself note down every change of an outcome that must not be: in any transaction, by any worker. Once for
 * each test database.
 */
export const installWatch = async (sql: postgres.Sql): Promise<void> => {
  await sql.unsafe(`
    create schema watch;
    create table watch.breaches (workspace_id uuid not null, what text not null, at timestamptz default clock_timestamp());
    create function watch.outcome_changes() returns trigger language plpgsql security definer as $$
    declare
      stack text;
      wrong text;
    begin
      get diagnostics stack = pg_context;
      if new.reason = 'erased' and stack ~ 'erase_from_meeting' then
        return new;
      elsif old.status = 'pending' then
        wrong := case when new.status = 'note_added' and new.crm_note_id is null then 'note_added without a note' end;
      elsif old.status = 'note_added' and (new.crm_note_id, new.crm_person_id) is distinct from (old.crm_note_id, old.crm_person_id) then
        wrong := 'the note of note_added changed';
      elsif new.status <> old.status then
        wrong := case
          when old.status in ('note_added', 'skipped_internal') then 'a final outcome changed'
          when new.status <> 'pending' then 'an outcome changed without anybody looking again'
          when stack !~ '(${askers})' then 'nobody asked to look again'
        end;
      end if;
      if wrong is not null then
        insert into watch.breaches (workspace_id, what)
        values (new.workspace_id, format('%s: %s, %s -> %s (%s)', wrong, coalesce(new.email, new.name), old.status, new.status, new.reason));
      end if;
      return new;
    end $$;
    create trigger watch_outcomes after update on public.attendee_outcomes for each row execute function watch.outcome_changes();
    create function watch.outcome_gone() returns trigger language plpgsql security definer as $$
    begin
      if exists (select from public.meetings m where m.id = old.meeting_id) then
        insert into watch.breaches (workspace_id, what) values (old.workspace_id, 'an outcome was deleted');
      end if;
      return old;
    end $$;
    create trigger watch_outcomes_going after delete on public.attendee_outcomes for each row execute function watch.outcome_gone();`);
};

export const readBreaches = async (sql: postgres.Sql, workspaceId: string): Promise<string[]> => {
  const rows = await sql<
    { what: string }[]
  >`select what from watch.breaches where workspace_id = ${workspaceId} order by at`;
  return rows.map(({ what }) => what);
};
