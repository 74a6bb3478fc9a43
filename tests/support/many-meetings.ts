import type postgres from "postgres";

interface Many {
  meetings: number;
  /** Of each. */
  attendees: number;
  days?: number;
  /** By words: that takes longer. */
  areFound?: boolean;
}

/**
 * Puts many meetings with attendees into a workspace, spread over the last `days`: everybody logged but one of a hundred. Past the
 * triggers, whose work on each is no part of what is tried with many.
 */
export const addMeetings = async (
  sql: postgres.Sql,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  { meetings, attendees, days = 90, areFound = false }: Many,
): Promise<void> => {
  await sql.begin(async (t) => {
    await t`set local session_replication_role = replica`;
    await t`
      insert into public.meetings (workspace_id, user_id, source, external_id, title, occurred_at, started_at)
      select ${workspaceId}, ${userId}, 'fathom', 'many-' || n, 'Meeting ' || n, at, at
      from generate_series(1, ${meetings}::integer) n, lateral (select now() - ${days}::integer * interval '1 day' * n / ${meetings}::integer as at) times`;
    await t`
      insert into public.attendee_outcomes (meeting_id, workspace_id, user_id, name, email, status, reason, crm_account, crm_person_id, crm_note_id, updated_at)
      select m.id, m.workspace_id, m.user_id, 'Person ' || n, format('person-%s@%s.example.org', n, m.external_id), status,
        case status when 'not_found' then 'no_person' else 'person_found' end, 'acme',
        case status when 'note_added' then n end, case status when 'note_added' then n end, m.occurred_at + interval '1 hour'
      from public.meetings m, generate_series(1, ${attendees}::integer) n,
        lateral (select case when n = 1 and m.external_id like '%00' then 'not_found' else 'note_added' end as status) ends
      where m.workspace_id = ${workspaceId} and m.external_id like 'many-%'`;
    if (!areFound) return;
    await t`
      insert into private.meeting_search (meeting_id, workspace_id, document)
      select m.id, m.workspace_id, private.search_document(m) from public.meetings m
      where m.workspace_id = ${workspaceId} and m.external_id like 'many-%'`;
  });
  await sql`analyze public.meetings, public.attendee_outcomes`;
};
