import * as z from "zod";
import { recordingSchema } from "../../../supabase/functions/_shared/pipeline/log/work.ts";
import type { World } from "./world.ts";

const booksSchema = z.object({
  jobs: z.array(z.object({ kind: z.string(), state: z.string(), error: z.string().nullable() })),
  events: z.array(z.object({ id: z.uuid(), deliveryId: z.string(), state: z.string() })),
  meetings: z.array(
    z.object({
      id: z.uuid(),
      externalId: z.string(),
      leader: z.uuid(),
      summary: z.string().nullable(),
      isErased: z.boolean(),
    }),
  ),
  outcomes: z.array(
    z.object({
      meetingId: z.uuid(),
      leader: z.uuid(),
      name: z.string().nullable(),
      email: z.string().nullable(),
      status: z.string(),
      reason: z.string().nullable(),
      error: z.string().nullable(),
      personId: z.string().nullable(),
      noteId: z.string().nullable(),
    }),
  ),
  /** Whom an address is known to be. */
  people: z.array(z.object({ email: z.string(), personId: z.string(), isChosen: z.boolean() })),
  alerts: z.array(z.object({ kind: z.string(), count: z.int(), sentCount: z.int() })),
  erasures: z.array(z.object({ isFinished: z.boolean(), toDelete: z.int(), deleted: z.int(), failed: z.int() })),
  connection: z.object({ status: z.string() }),
  /** By the leading recording of each: what its note is made of. */
  conversations: z.array(z.object({ leader: z.uuid(), recordings: z.tuple([recordingSchema], recordingSchema) })),
});

export type Books = z.infer<typeof booksSchema>;

/** What the database says about everything in the workspace. */
export const readBooks = async ({ stage, owner, connectionId }: World): Promise<Books> => {
  const { workspaceId } = owner;
  const [row] = await stage.sql`
    with outcomes as (
      select o.*, coalesce(m.recording_of, m.id) as leader, m.external_id
      from public.attendee_outcomes o join public.meetings m on m.id = o.meeting_id where o.workspace_id = ${workspaceId}
    )
    select
      (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'state', state, 'error', error)), '[]')
        from private.jobs where workspace_id = ${workspaceId}) as jobs,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'deliveryId', delivery_id, 'state', state)), '[]')
        from public.webhook_events where workspace_id = ${workspaceId}) as events,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'externalId', external_id, 'leader', coalesce(recording_of, id),
          'summary', summary, 'isErased', erased_at is not null)), '[]')
        from public.meetings where workspace_id = ${workspaceId}) as meetings,
      (select coalesce(jsonb_agg(jsonb_build_object('meetingId', meeting_id, 'leader', leader, 'name', name, 'email', email,
          'status', status, 'reason', reason, 'error', error, 'personId', crm_person_id, 'noteId', crm_note_id) order by external_id, email), '[]')
        from outcomes) as outcomes,
      (select coalesce(jsonb_agg(jsonb_build_object('email', email, 'personId', person_id, 'isChosen', chosen_by is not null)), '[]')
        from private.crm_people where connection_id = ${connectionId}) as people,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'count', count, 'sentCount', sent_count)), '[]')
        from public.alerts where workspace_id = ${workspaceId}) as alerts,
      (select coalesce(jsonb_agg(jsonb_build_object('isFinished', finished_at is not null, 'toDelete', notes_to_delete,
          'deleted', notes_deleted, 'failed', notes_failed)), '[]')
        from public.erasures where workspace_id = ${workspaceId}) as erasures,
      (select jsonb_build_object('status', status) from public.crm_connections where id = ${connectionId}) as connection,
      (select coalesce(jsonb_agg(jsonb_build_object('leader', c.leader, 'recordings',
          public.load_note_sources(c.outcome_id) -> 'recordings')), '[]')
        from (select distinct on (leader) leader, id as outcome_id from outcomes) c) as conversations`;
  return booksSchema.parse(row);
};
