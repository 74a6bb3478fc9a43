import type postgres from "postgres";
import * as z from "zod";

/** What the database and the CRM say about everything that came. */
export interface Books {
  events: { deliveryId: string; state: string }[];
  /** `leader`: the recording whose note the others of its conversation share; often itself. */
  meetings: { id: string; externalId: string; leader: string }[];
  outcomes: {
    meetingId: string;
    name: string | null;
    email: string | null;
    status: string;
    reason: string | null;
    personId: string | null;
    noteId: string | null;
  }[];
  /** Work that is not done: running, or due some time. */
  jobs: { id: string; kind: string; state: string; error: string | null }[];
  notes: { id: string; personId: string; content: string }[];
}

const notesSchema = z.object({
  notes: z.array(z.looseObject({ id: z.number(), person_id: z.number().nullable(), content: z.string() })),
});

const readNotes = async (pipedriveUrl: string): Promise<Books["notes"]> => {
  const response = await fetch(`${pipedriveUrl}/simulator/notes`);
  const { notes } = notesSchema.parse(await response.json());
  return notes.map(({ id, person_id, content }) => ({ id: String(id), personId: String(person_id), content }));
};

export const readBooks = async (sql: postgres.Sql, pipedriveUrl: string): Promise<Books> => ({
  // A second sender's delivery of the same id is kept under "<integration>:<id>".
  events: await sql<Books["events"]>`
    select regexp_replace(delivery_id, '^.*:', '') as "deliveryId", state from public.webhook_events`,
  meetings: await sql<Books["meetings"]>`
    select id, external_id as "externalId", coalesce(recording_of, id) as leader from public.meetings`,
  outcomes: await sql<Books["outcomes"]>`
    select meeting_id as "meetingId", name, email, status, reason, crm_person_id as "personId", crm_note_id as "noteId"
    from public.attendee_outcomes`,
  jobs: await sql<Books["jobs"]>`
    select id, kind, state, error from private.jobs where state = 'running' or kind in ('store', 'log')`,
  notes: await readNotes(pipedriveUrl),
});
