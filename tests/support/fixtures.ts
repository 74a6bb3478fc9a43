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
  calendar_invitees: { name: string | null; email: string | null; is_external: boolean }[];
  recorded_by: { email: string; name: string };
  default_summary?: { markdown_formatted: string };
}

let lastRecordingId = Date.now();

/** Today's API body as this recorder's, with a recording id of its own unless the change says otherwise. */
export const meetingOf = (recorder: string, number = "02", change: Partial<ApiBody> = {}): ApiBody => {
  const body: ApiBody = JSON.parse(fixtureText(number));
  lastRecordingId += 1;
  return { ...body, recording_id: lastRecordingId, recorded_by: { ...body.recorded_by, email: recorder }, ...change };
};
