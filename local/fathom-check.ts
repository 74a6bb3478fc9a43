import { systemClock } from "../supabase/functions/_shared/platform/clock.ts";
import { createFathomApi, fathomApiUrl } from "../supabase/functions/_shared/sources/fathom/api/client.ts";
import type { SurveyedPerson } from "../supabase/functions/_shared/sources/fathom/api/count-people.ts";
import type { FathomFailure } from "../supabase/functions/_shared/sources/fathom/api/failure.ts";
import { createLocalLimiter } from "../supabase/functions/_shared/sources/fathom/api/limiter.ts";
import { type Survey, surveyAccount } from "../supabase/functions/_shared/sources/fathom/api/survey.ts";
import { readStackSettings } from "./stack/settings.ts";
import { StartError } from "./stack/start-error.ts";

const usage = `FATHOM_API_KEY=… npm run fathom:check   tells whether the key works and what it can see
FATHOM_API_URL=… asks another host than ${fathomApiUrl}`;

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

const personLine = ({ name, email, recordings, lastRecordedAt, isMember }: SurveyedPerson): string => {
  const who = name === null ? email : `${name} <${email}>`;
  const last = lastRecordedAt === null ? "" : `, the last on ${lastRecordedAt.slice(0, 10)}`;
  return `  ${who}: ${plural(recordings, "recording")}${last}${isMember ? " (team member)" : ""}`;
};

const report = ({ meetings, more, people }: Survey): string => {
  const found = more ? `${meetings} or more meetings found` : `${plural(meetings, "meeting")} found`;
  const hint = "The key sees what its user recorded or was given to see; check in Fathom whose key it is.";
  const visible = people.length === 0 ? ["No recorder or team member is visible."] : ["Visible recorders and members:"];
  return ["Connected to Fathom.", found, ...(meetings === 0 ? [hint] : []), ...visible, ...people.map(personLine)].join(
    "\n",
  );
};

const advice = ({ kind }: FathomFailure): string =>
  kind === "unauthorized"
    ? "\nMake a key in Fathom's settings (API Access) and set it, without spaces, as FATHOM_API_KEY."
    : "";

const check = async (): Promise<void> => {
  const apiKey = process.env["FATHOM_API_KEY"];
  if (!apiKey) throw new StartError(usage);
  const baseUrl = readStackSettings(process.env).fathomUrl ?? fathomApiUrl;
  const limiter = createLocalLimiter(systemClock);
  const api = createFathomApi({ baseUrl, apiKey, fetch, now: systemClock.now, limiter });
  const { data, error } = await surveyAccount(api, new AbortController().signal);
  if (error) throw new StartError(`Not connected to Fathom. ${error.message}${advice(error)}`);
  console.log(report(data));
};

await check().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error);
  process.exitCode = 1;
});
