import * as z from "zod";
import type { MeetingDraft } from "./meeting-draft.ts";
import { readActionItems } from "./read-action-items.ts";
import { readInvitees } from "./read-invitees.ts";
import { readPerson } from "./read-person.ts";
import { readTranscript } from "./read-transcript.ts";
import { id, raw, summary, time, title, url } from "./wire-leaves.ts";

/**
 * A meeting as Fathom's API lists it and its webhook posts it.
 * @see https://developers.fathom.ai/api-reference/webhook-payloads/new-meeting-content-ready
 */
const apiBody = z.object({
  title,
  meeting_title: title,
  recording_id: id,
  url,
  share_url: url,
  meeting_url: url,
  scheduled_start_time: time,
  scheduled_end_time: time,
  recording_start_time: time,
  recording_end_time: time,
  calendar_invitees: raw,
  recorded_by: raw,
  default_summary: summary,
  transcript: raw,
  action_items: raw,
});

/** `recording_id` is the recording's id; the number in `url` is of another kind, and any other `id` the webhook's. */
export const readApiBody = (value: unknown): MeetingDraft => {
  const body = apiBody.parse(value);
  return {
    recordingId: body.recording_id,
    olderId: null,
    title: body.title,
    calendarTitle: body.meeting_title,
    recordingStart: body.recording_start_time,
    recordingEnd: body.recording_end_time,
    scheduledStart: body.scheduled_start_time,
    scheduledEnd: body.scheduled_end_time,
    day: null,
    recordedSeconds: null,
    scheduledSeconds: null,
    recorder: readPerson(body.recorded_by),
    recordingUrl: body.url,
    shareUrl: body.share_url,
    shareId: null,
    joinUrl: body.meeting_url,
    summary: body.default_summary,
    transcript: readTranscript(body.transcript),
    actionItems: readActionItems(body.action_items),
    actionItemsAdd: false,
    attendees: readInvitees({ invitees: body.calendar_invitees }),
    isPart: false,
  };
};
