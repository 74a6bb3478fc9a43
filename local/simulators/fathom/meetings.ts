/** A meeting as Fathom's API tells it; the last three only when they are asked for. */
export interface FathomMeeting {
  title: string;
  meeting_title: string | null;
  meeting_type: string | null;
  recording_id: number;
  url: string;
  share_url: string;
  meeting_url: string | null;
  created_at: string;
  scheduled_start_time: string;
  scheduled_end_time: string;
  recording_start_time: string;
  recording_end_time: string;
  calendar_invitees_domains_type: "only_internal" | "one_or_more_external";
  shared_with: string;
  transcript_language: string;
  calendar_invitees: { name: string | null; email: string | null; email_domain: string | null; is_external: boolean }[];
  recorded_by: { name: string; email: string; email_domain: string; team: string | null };
  default_summary: { template_name: string; markdown_formatted: string } | null;
  transcript:
    | {
        speaker: { display_name: string; matched_calendar_invitee_email?: string | null };
        text: string;
        timestamp: string;
      }[]
    | null;
  action_items: object[] | null;
}

const person = (name: string, email: string) => ({ name, email, email_domain: email.split("@")[1] ?? "" });
const ana = person("Ana Host", "ana.host@example.com");

const samples: [title: string, day: string, guest: ReturnType<typeof person> | null][] = [
  ["Discovery call", "2026-08-20", person("Ben Buyer", "ben.buyer@example.org")],
  ["Renewal", "2026-08-19", person("Dana Ramirez", "dana@example.net")],
  ["Impromptu Google Meet Meeting", "2026-08-18", null],
];

/** A few meetings of one person, the newest first. */
export const sampleMeetings = (): FathomMeeting[] =>
  samples.map(([title, day, guest], at) => ({
    title,
    meeting_title: guest === null ? null : title,
    meeting_type: null,
    recording_id: 171_112_201 + at,
    url: `https://fathom.video/calls/${610_313_001 + at}`,
    share_url: `https://fathom.video/share/SampleShareToken-${at + 1}`,
    meeting_url: guest === null ? null : "https://meet.google.com/abc-defg-hij",
    created_at: `${day}T15:31:53Z`,
    scheduled_start_time: `${day}T15:00:00Z`,
    scheduled_end_time: `${day}T15:30:00Z`,
    recording_start_time: `${day}T15:01:30Z`,
    recording_end_time: `${day}T15:31:47Z`,
    calendar_invitees_domains_type: guest === null ? "only_internal" : "one_or_more_external",
    shared_with: "single_team",
    transcript_language: "en",
    calendar_invitees:
      guest === null
        ? []
        : [
            { ...ana, is_external: false },
            { ...guest, is_external: true },
          ],
    recorded_by: { ...ana, team: "Sales" },
    default_summary: { template_name: "General", markdown_formatted: `## Meeting Purpose\n\n${title}, in short.\n` },
    transcript: [
      {
        speaker: { display_name: "Ana Host", matched_calendar_invitee_email: ana.email },
        text: "Hello!",
        timestamp: "00:00:04",
      },
    ],
    action_items: [],
  }));
