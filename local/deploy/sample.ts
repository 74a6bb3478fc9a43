/** A meeting that nobody had, as Fathom would tell of it. Always the same, so that many samples are one meeting. */
export const sampleMeeting = {
  title: "Debrief: a sample after a deployment",
  meeting_title: "Debrief: a sample after a deployment",
  recording_id: 1,
  url: "https://fathom.video/calls/1",
  share_url: "https://fathom.video/share/debrief-sample",
  created_at: "2026-01-05T10:30:00Z",
  scheduled_start_time: "2026-01-05T10:00:00Z",
  scheduled_end_time: "2026-01-05T10:30:00Z",
  recording_start_time: "2026-01-05T10:00:00Z",
  recording_end_time: "2026-01-05T10:30:00Z",
  calendar_invitees_domains_type: "one_or_more_external",
  transcript_language: "en",
  calendar_invitees: [
    { name: "Sample Guest", email: "sample.guest@example.org", email_domain: "example.org", is_external: true },
  ],
  recorded_by: { name: "Sample Host", email: "sample.host@example.com", email_domain: "example.com", team: null },
  default_summary: { template_name: "General", markdown_formatted: "A sample. Nobody met." },
  action_items: [],
  transcript: null,
};
