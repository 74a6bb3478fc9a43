import { systemClock } from "../../supabase/functions/_shared/platform/clock.ts";
import { confirm } from "../operator/confirm.ts";
import { connect } from "../operator/connect.ts";
import { run } from "../operator/run.ts";
import { StartError } from "../stack/start-error.ts";
import { type Wanted, parseArguments } from "./arguments.ts";
import { findIntegrations } from "./find-integrations.ts";
import { follow } from "./follow.ts";
import { startImports } from "./start-imports.ts";

const mostNamed = 5;

const questionOf = ({ since, most, writeNotes }: Wanted, emails: string[]): string => {
  const latest = most ?? (since === undefined ? 50 : null);
  const what = latest === null ? "all meetings" : `the last ${latest} meetings`;
  const when = since === undefined ? "" : ` since ${since.slice(0, 10)}`;
  const named = emails.slice(0, mostNamed).join(", ");
  const whose = emails.length > mostNamed ? `${named} and ${emails.length - mostNamed} more` : named;
  return `Import ${what}${when} of ${whose}, ${writeNotes ? "with notes in the CRM" : "without notes in the CRM"}?`;
};

const say = (line: string): void => console.log(line);

const importMeetings = async (): Promise<void> => {
  const wanted = parseArguments(process.argv.slice(2));
  const database = connect();
  const integrations = await findIntegrations(database, wanted);
  if (integrations.length === 0)
    throw new StartError("No such Fathom account is connected with an API key that works.");
  const emails = integrations.map(({ email }) => email);
  const names = wanted.email ?? wanted.integration;
  if (!wanted.yes && names === undefined && !(await confirm(questionOf(wanted, emails)))) {
    return say("Nothing was done.");
  }
  const imports = await startImports(database, integrations, wanted, say);
  if (wanted.detach) return say(`Running: ${imports.length}. Settings shows how far they are.`);

  const stopped = new AbortController();
  process.once("SIGINT", () => {
    stopped.abort();
    say("\nNo longer watching. What has been started goes on; Settings shows it and can cancel it.");
  });
  const ended = await follow(imports, { database, clock: systemClock, say, signal: stopped.signal });
  const isDone = stopped.signal.aborted || ended.every(({ state }) => state === "finished");
  process.exit(isDone ? 0 : 1);
};

await run(importMeetings);
