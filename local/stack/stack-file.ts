import fs from "node:fs";
import path from "node:path";
import * as z from "zod";
import { projectDir } from "./settings.ts";
import { StartError } from "./start-error.ts";

const stackFileSchema = z.object({
  /** The process to signal to stop the stack. */
  pid: z.int(),
  apiUrl: z.string(),
  webUrl: z.string(),
  webhookUrl: z.string(),
  dbUrl: z.string(),
  publishableKey: z.string(),
  secretKey: z.string(),
  pipedriveUrl: z.string(),
  fathomUrl: z.string(),
  slackUrl: z.string(),
  /** Everybody's mailbox: what is sent by e-mail. */
  mailUrl: z.string(),
  demo: z.object({
    email: z.string(),
    password: z.string(),
    fathomUserEmail: z.string(),
    /** The demo user's key of the simulated Fathom; null when another place takes its part. */
    fathomApiKey: z.string().nullable(),
    webhookSecret: z.string(),
    webhookToken: z.string(),
    /** The demo integration: the address that Debrief registers in Fathom carries it. */
    integrationId: z.string(),
    /** What another workspace connects the simulated Pipedrive with. */
    pipedriveAccount: z.string(),
    pipedriveToken: z.string(),
    /** What a workspace enters to have its alerts in the simulated Slack. */
    slackWebhookUrl: z.string(),
  }),
});

/** Where a running stack says how it is reached: for scripts and tests. */
export type StackFile = z.infer<typeof stackFileSchema>;

const standardPlace = path.join(projectDir, ".local/stack.json");

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Whether the standard place belongs to another stack that is still up: then it keeps it. */
const isTaken = (): boolean => {
  try {
    const { pid } = stackFileSchema.parse(JSON.parse(fs.readFileSync(standardPlace, "utf8")));
    return pid !== process.pid && isRunning(pid);
  } catch {
    return false;
  }
};

/** Written for the owner only: it holds the keys of this stack. In the standard place, and in the data folder if that is another, whose path is returned. */
export const writeStackFile = (dataDir: string, stack: StackFile): string => {
  const own = path.join(dataDir, "stack.json");
  for (const file of new Set(isTaken() ? [own] : [standardPlace, own])) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `${JSON.stringify(stack, null, 2)}\n`, { mode: 0o600 });
  }
  return own;
};

/** @throws StartError that says to start the stack when there is none. */
export const readStackFile = (dataDir: string): StackFile => {
  const file = [path.join(dataDir, "stack.json"), standardPlace].find((place) => fs.existsSync(place));
  if (!file) throw new StartError("There is no stack to talk to. Start it first: npm start");
  return stackFileSchema.parse(JSON.parse(fs.readFileSync(file, "utf8")));
};
