import * as z from "zod";
import { functionNames } from "../stack/functions.ts";
import { StartError } from "../stack/start-error.ts";
import type { Wanted } from "./arguments.ts";
import { supabase } from "./cli.ts";
import { pushMigrations } from "./database.ts";
import type { Project } from "./project.ts";
import { type WantedSecrets, setSecrets } from "./secrets.ts";
import { setClock } from "./set-clock.ts";
import { sendSample } from "./smoke-sample.ts";
import { type Far, smokeTest } from "./smoke.ts";

export interface Step {
  title: string;
  /** Safe to be done again. Returns what was done, in words. */
  run: () => Promise<string>;
}

const noCron =
  "This database has no pg_cron, so nothing rings the worker but deliveries: switch pg_cron and pg_net on (dashboard, Database, Extensions), then see docs/deploy.md, The clock.";

/** The steps of a deployment, in the order that a project in use can bear: what functions need is there before them. */
export const stepsOf = (
  wanted: Wanted,
  project: Project,
  secrets: WantedSecrets,
  far: Far,
  say: (line: string) => void,
): Step[] => {
  const { projectRef } = wanted;
  return [
    {
      title: "Database",
      run: async () => {
        if (project.pending.length === 0) return "nothing to do";
        return `${(await pushMigrations(wanted)).length} migrations applied`;
      },
    },
    {
      title: "Secrets",
      run: async () => {
        const { encryptionKey, webUrl } = secrets;
        if (!encryptionKey && webUrl === null) return "nothing to do";
        // Before it is set: nobody could read it afterwards.
        if (encryptionKey?.isNew) {
          say(
            `\n  DEBRIEF_ENCRYPTION_KEY=${encryptionKey.value}\n  Keep it where you keep passwords: with a backup of the database it is needed, and it is not shown again.\n`,
          );
        }
        await setSecrets(projectRef, secrets);
        return [encryptionKey && "DEBRIEF_ENCRYPTION_KEY set", webUrl && "DEBRIEF_WEB_URL set"]
          .filter(Boolean)
          .join(", ");
      },
    },
    {
      title: "Functions",
      run: async () => {
        const args = ["functions", "deploy", ...functionNames, "--use-api", `--remote=${projectRef}`, "--yes"];
        await supabase(z.unknown(), args);
        return `${functionNames.join(", ")} deployed`;
      },
    },
    {
      title: "Clock",
      run: async () => {
        const { did, hasCron } = await setClock(wanted, project);
        return hasCron ? did.join(", ") : `${did.join(", ")}. ${noCron}`;
      },
    },
    {
      title: "Smoke test",
      run: async () => {
        const seen = await smokeTest(far, wanted, project);
        if (wanted.smokeToken !== null) seen.push(await sendSample(far, projectRef, wanted.url, wanted.smokeToken));
        return seen.join("; ");
      },
    },
  ];
};

/** Does them in order. @throws StartError that names the step and says how to go on */
export const runSteps = async (steps: Step[], say: (line: string) => void): Promise<void> => {
  for (const [index, { title, run }] of steps.entries()) {
    try {
      say(`${index + 1}. ${title}: ${await run()}`);
    } catch (error) {
      if (!(error instanceof StartError)) throw error;
      throw new StartError(
        `${index + 1}. ${title} failed.\n${error.message}\nWhat was done before stays. Run the same command again: it leaves that as it is and goes on here.`,
      );
    }
  }
};
