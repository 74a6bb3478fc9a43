import fs from "node:fs";
import path from "node:path";

const dir = path.resolve(import.meta.dirname, "../fixtures/fathom");

/** The text of a Fathom fixture by the number its name begins with. */
export const fixtureText = (number: string): string => {
  const name = fs.readdirSync(dir).find((file) => file.startsWith(`${number}_`));
  if (!name) throw new Error(`no fixture ${number}`);
  return fs.readFileSync(path.join(dir, name), "utf8");
};

export interface ApiBody {
  recording_id: number;
  title: string;
  share_url?: string;
  meeting_url?: string | null;
  scheduled_start_time?: string | null;
  calendar_invitees: { name: string | null; email: string | null; is_external: boolean }[];
  recorded_by: { email: string; name: string };
  default_summary?: { markdown_formatted: string };
}

let lastRecordingId = Date.now();

/**
 * Today's API body as this recorder's, with a recording id, a share link, a room and a calendar event of its own unless the change says
 * otherwise: else any two would be recordings of one conversation.
 */
export const meetingOf = (recorder: string, number = "02", change: Partial<ApiBody> = {}): ApiBody => {
  const body: ApiBody = JSON.parse(fixtureText(number));
  lastRecordingId += 1;
  const recordingId = change.recording_id ?? lastRecordingId;
  return {
    ...body,
    recording_id: recordingId,
    share_url: `https://fathom.video/share/ExampleShareToken-${recordingId}`,
    meeting_url: `https://meet.example.com/room-${lastRecordingId}`,
    scheduled_start_time: new Date(Date.UTC(2026, 0, 1) + (lastRecordingId % 1_000_000) * 60_000).toISOString(),
    recorded_by: { ...body.recorded_by, email: recorder },
    ...change,
  };
};
