import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { freePort } from "../../local/stack/ports.ts";
import { readStackSettings } from "../../local/stack/settings.ts";
import { type Stack, startStack } from "../../local/stack/stack.ts";

export interface Place {
  stack: Stack;
  /** What must not happen in a stack whatever fails around it. */
  complaints: string[];
  /** Aborted with the first complaint. */
  broken: AbortSignal;
  /** `isWell`: nobody will want to look at its data and logs. */
  close(isWell: boolean): Promise<void>;
}

/** From the first try to the last, see pipeline/queue/backoff.ts. */
const scheduleMinutes = 1655;

/** Tries that days would bring come within the run; few enough that a CRM which is away half of the time is outlasted. */
const backoffScale = (minutes: number): string => String(Math.min(1, (3 * minutes) / scheduleMinutes));

/** A whole stack with ports and a data folder of its own, whose CRM is the one at this address. */
export const openPlace = async (pipedriveUrl: string, minutes: number): Promise<Place> => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "debrief-soak-"));
  fs.chmodSync(dataDir, 0o755);
  const complaints: string[] = [];
  const broken = new AbortController();
  const complain = (what: string): void => {
    // Not console.error, which the gateway diverts into its log.
    process.stderr.write(`${what}\n`);
    complaints.push(what);
    broken.abort();
  };
  const stack = await startStack({
    settings: readStackSettings({
      DEBRIEF_DATA_DIR: dataDir,
      DEBRIEF_API_PORT: String(await freePort()),
      DEBRIEF_WEB_PORT: String(await freePort()),
      DEBRIEF_DB_PORT: String(await freePort()),
      PIPEDRIVE_API_URL: pipedriveUrl,
    }),
    environment: { DEBRIEF_BACKOFF_SCALE: backoffScale(minutes) },
    onCrash: complain,
  }).catch((error: unknown) => {
    fs.rmSync(dataDir, { recursive: true, force: true });
    throw error;
  });
  process.on("uncaughtException", (error) => complain(`uncaught: ${error.stack}`));
  process.on("unhandledRejection", (error) => complain(`unhandled: ${error instanceof Error ? error.stack : error}`));
  return {
    stack,
    complaints,
    broken: broken.signal,
    close: async (isWell) => {
      await stack.stop();
      if (isWell) fs.rmSync(dataDir, { recursive: true, force: true });
      else console.log(`Its data and logs are kept: ${dataDir}`);
    },
  };
};
