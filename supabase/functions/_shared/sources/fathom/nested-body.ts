import * as z from "zod";
import type { MeetingDraft } from "./meeting-draft.ts";
import { readActionItems } from "./read-action-items.ts";
import { readInvitees } from "./read-invitees.ts";
import { readPerson } from "./read-person.ts";
import { readTranscript } from "./read-transcript.ts";
import { id, minutes, object, raw, shareId, summary, time, title, url } from "./wire-leaves.ts";

/** The older nested body of a Zap: `fathom_user{} meeting{} recording{} transcript{plaintext}`; some name a recording's keys in full. */
const nestedBody = z.object({
  id,
  shareId,
  recording_id: id,
  title,
  fathom_user: raw,
  meeting: object({
    title,
    scheduled_start_time: time,
    scheduled_end_time: time,
    scheduled_duration_in_minutes: minutes,
    join_url: url,
    invitees: raw,
  }),
  recording: object({
    start_time: time,
    end_time: time,
    duration_in_minutes: minutes,
    recording_duration_in_minutes: minutes,
    url,
    recording_url: url,
    share_url: url,
    recording_share_url: url,
  }),
  summary,
  ai_summary: summary,
  transcript: raw,
  action_items: raw,
});

export const readNestedBody = (value: unknown): MeetingDraft => {
  const { meeting, recording, ...body } = nestedBody.parse(value);
  return {
    recordingId: body.recording_id,
    olderId: body.id,
    title: body.title,
    calendarTitle: meeting?.title ?? null,
    recordingStart: recording?.start_time ?? null,
    recordingEnd: recording?.end_time ?? null,
    scheduledStart: meeting?.scheduled_start_time ?? null,
    scheduledEnd: meeting?.scheduled_end_time ?? null,
    day: null,
    recordedSeconds: recording?.duration_in_minutes ?? recording?.recording_duration_in_minutes ?? null,
    scheduledSeconds: meeting?.scheduled_duration_in_minutes ?? null,
    recorder: readPerson(body.fathom_user),
    recordingUrl: recording?.url ?? recording?.recording_url ?? null,
    shareUrl: recording?.share_url ?? recording?.recording_share_url ?? null,
    shareId: body.shareId,
    joinUrl: meeting?.join_url ?? null,
    summary: body.ai_summary ?? body.summary,
    transcript: readTranscript(body.transcript),
    actionItems: readActionItems(body.action_items),
    actionItemsAdd: false,
    attendees: readInvitees({ invitees: meeting?.invitees }),
    isPart: false,
  };
};
