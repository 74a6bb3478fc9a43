import type { OutcomeStatus } from "../../supabase/functions/_shared/meetings/outcome.ts";

/** Somebody who is invited, and what must become of them. */
export interface Invitee {
  name: string;
  email: string | null;
  isExternal: boolean;
  outcome: OutcomeStatus;
}

/** A conversation that was recorded. Each has a time and a room of its own, so that no two are taken for one. */
export interface Conversation {
  recordingId: number;
  /** The recording that this one goes on from, after somebody had left and rejoined: one conversation, one note a person. */
  goesOnFrom?: number;
  recorder: string;
  invitees: Invitee[];
}

const hourMs = 3_600_000;
const firstStart = Date.UTC(2024, 0, 1);

/** What its note must say once the summary has come. */
export const summaryOf = ({ recordingId }: Pick<Conversation, "recordingId">): string => `Agreed in ${recordingId}.`;

/** As Fathom's webhook posts it today, with or without its summary. */
export const webhookBody = (conversation: Conversation, withSummary: boolean): string => {
  const { recordingId, goesOnFrom, recorder, invitees } = conversation;
  const first = goesOnFrom ?? recordingId;
  const start = firstStart + first * hourMs;
  const [from, to] = goesOnFrom === undefined ? [0, 20] : [21, 30];
  const at = (minutes: number): string => new Date(start + minutes * 60_000).toISOString();
  return JSON.stringify({
    title: `Call ${first}`,
    meeting_title: `Call ${first}`,
    recording_id: recordingId,
    url: `https://fathom.video/calls/${recordingId}`,
    share_url: `https://fathom.video/share/call-${recordingId}`,
    meeting_url: `https://us02web.zoom.us/j/${8_000_000_000 + first}`,
    created_at: at(31),
    scheduled_start_time: at(0),
    scheduled_end_time: at(30),
    recording_start_time: at(from),
    recording_end_time: at(to),
    calendar_invitees: invitees.map(({ name, email, isExternal }) => ({ name, email, is_external: isExternal })),
    recorded_by: { name: "Rec Order", email: recorder, team: null },
    ...(withSummary
      ? {
          default_summary: { template_name: "Sales", markdown_formatted: `## Outcome\n\n${summaryOf(conversation)}\n` },
        }
      : {}),
  });
};
