import { setTimeout as sleep } from "node:timers/promises";
import { confirm } from "../operator/confirm.ts";
import { run } from "../operator/run.ts";
import { parseArguments } from "./arguments.ts";
import { planOf } from "./plan.ts";
import { readProject } from "./project.ts";
import { wantedSecrets } from "./secrets.ts";
import { runSteps, stepsOf } from "./steps.ts";

const say = (line: string): void => console.log(line);

const deploy = async (): Promise<void> => {
  const wanted = parseArguments(process.argv.slice(2));
  const project = await readProject(wanted);
  const secrets = wantedSecrets(project, wanted, process.env["DEBRIEF_ENCRYPTION_KEY"]);
  say(planOf(wanted, project, secrets));
  if (wanted.dryRun) return say("Nothing was done.");
  if (!wanted.yes && !(await confirm("Do it?"))) return say("Nothing was done.");
  await runSteps(stepsOf(wanted, project, secrets, { fetch, sleep }, say), say);
  const config = { supabaseUrl: wanted.url, publishableKey: project.publishableKey };
  say(`\nDeployed. What the web client is told (config.json, next to its index.html):\n${JSON.stringify(config)}`);
};

await run(deploy);
