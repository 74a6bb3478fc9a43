import type { DatabaseClient } from "@/lib/database.ts";
import { dataOf } from "@/lib/data-error.ts";

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

// What changes while one looks: small, so that it can be asked for again and again.
const HEAD_COLUMNS =
  "id, workspace_id, title, occurred_at, started_at, ended_at, duration_seconds, recorded_by_name, recorded_by_email, recording_url, share_url, recording_of, other_recordings, erased_at, updated_at, attendee_outcomes(id, name, email, status, reason, crm_person_id, crm_person_name, crm_note_id, candidates, error, next_lookup_at), meeting_events(created_at, webhook_events(origin))" as const;

const CONTENT_COLUMNS = "summary, action_items, transcript, updated_at" as const;

/** One meeting with its attendees; null when it does not exist or is not this person's to see. */
export const readMeetingHead = async (database: DatabaseClient, id: string, signal: AbortSignal) => {
  if (!UUID.test(id)) return null;
  const query = database.from("meetings").select(HEAD_COLUMNS).eq("id", id).limit(1).abortSignal(signal);
  return dataOf(await query)[0] ?? null;
};

/** What was said in it: read once, and again when the meeting has changed since. */
export const readMeetingContent = async (database: DatabaseClient, id: string, signal: AbortSignal) => {
  if (!UUID.test(id)) return null;
  const query = database.from("meetings").select(CONTENT_COLUMNS).eq("id", id).limit(1).abortSignal(signal);
  return dataOf(await query)[0] ?? null;
};

/** The other recordings of its conversation that this person may see, in the order in which they began. */
export const readOtherRecordings = async (
  database: DatabaseClient,
  { id, recording_of }: Pick<MeetingHead, "id" | "recording_of">,
  signal: AbortSignal,
) => {
  const leader = recording_of ?? id;
  const query = database
    .from("meetings")
    .select("id, title, occurred_at, recorded_by_name, recorded_by_email")
    .or(`id.eq.${leader},recording_of.eq.${leader}`)
    .neq("id", id)
    .order("occurred_at")
    .order("id")
    .limit(20)
    .abortSignal(signal);
  return dataOf(await query);
};

/** The CRM account that the people of a workspace are in; null when none is connected. */
export const readCrmAccount = async (database: DatabaseClient, workspaceId: string, signal: AbortSignal) => {
  const query = database
    .from("crm_connections")
    .select("account")
    .eq("workspace_id", workspaceId)
    .eq("provider", "pipedrive")
    .limit(1)
    .abortSignal(signal);
  return dataOf(await query)[0]?.account ?? null;
};

export type MeetingHead = NonNullable<Awaited<ReturnType<typeof readMeetingHead>>>;
export type MeetingContent = NonNullable<Awaited<ReturnType<typeof readMeetingContent>>>;
export type AttendeeOutcome = MeetingHead["attendee_outcomes"][number];
