/**
 * Which keys of a flat Zapier body mean what, the better one first. Fathom's trigger names most of them, two of them
 * misspelt (`…_emaill`, `…_in_minute`); in "Webhooks by Zapier" a person names them, mostly in the short form.
 */
export const flatKeys = {
  recordingId: ["recording_id", "fathom_id"],
  olderId: ["id"],
  shareId: ["shareId", "share_id"],
  title: ["title"],
  calendarTitle: ["meeting_title"],
  recordingStart: ["recording_start_time", "start_time", "started_at"],
  recordingEnd: ["recording_end_time", "end_time", "ended_at"],
  scheduledStart: ["meeting_scheduled_start_time", "scheduled_start_time"],
  scheduledEnd: ["meeting_scheduled_end_time", "scheduled_end_time"],
  recordedSeconds: ["recording_duration_in_minutes", "recording_duration", "duration_in_minutes", "duration"],
  scheduledSeconds: [
    "meeting_scheduled_duration_in_minutes",
    "meeting_scheduled_duration_in_minute",
    "scheduled_duration_in_minutes",
  ],
  recorderName: ["fathom_user_name"],
  recorderEmail: ["fathom_user_email", "fathom_user_emaill"],
  recordingUrl: ["recording_url", "url"],
  shareUrl: ["recording_share_url", "share_url"],
  joinUrl: ["meeting_join_url", "join_url", "meeting_url"],
  transcript: ["transcript_plaintext", "transcript"],
  actionItems: ["action_items"],
  invitees: ["meeting_invitees", "invitees"],
  inviteeNames: ["meeting_invitees_name", "meeting_invitee_names", "invitees_name", "invitees_names"],
  inviteeEmails: ["meeting_invitees_email", "meeting_invitee_emails", "invitees_email", "invitees_emails"],
  inviteeExternals: [
    "meeting_invitees_is_external",
    "meeting_invitee_is_external",
    "invitees_is_external",
    "invitees_external",
  ],
} as const satisfies Record<string, readonly string[]>;
