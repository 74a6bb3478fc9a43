import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { freePort } from "../../local/stack/ports.ts";
import { startStack } from "../../local/stack/stack.ts";
import type { StackFile } from "../../local/stack/stack-file.ts";
import { buildWeb } from "../../local/stack/web.ts";
import { stackWorkers } from "./workers.ts";

declare module "vitest" {
  interface ProvidedContext {
    stacks: { file: StackFile; logs: string }[];
  }
}

/** Once more with other ports when somebody else was given one of them in the same moment. */
const startOne = async () => {
  try {
    return await startWithNewPorts();
  } catch (error) {
    console.error(error);
    return startWithNewPorts();
  }
};

const startWithNewPorts = async () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "debrief-stack-"));
  fs.chmodSync(dataDir, 0o755);
  const stack = await startStack({
    settings: {
      apiPort: await freePort(),
      webPort: await freePort(),
      dbPort: await freePort(),
      dataDir,
      pipedriveUrl: null,
      fathomUrl: null,
    },
    throwAway: true,
    onCrash: (sentence) => console.error(sentence),
  });
  return { dataDir, stack };
};

/**
 * The whole embedded stack for the end-to-end and browser tests, with the functions in Deno, on ports of its own: one for each
 * worker, so that what a test does to a simulator strikes nobody else.
 */
export default async ({ provide }: TestProject) => {
  // Once, not by each of them at the same moment.
  await buildWeb();
  const started: Awaited<ReturnType<typeof startOne>>[] = [];
  const stopAll = async (): Promise<void> => {
    for (const { dataDir, stack } of started) {
      await stack.stop();
      if (!process.env["DEBRIEF_KEEP_TEST_DATA"]) fs.rmSync(dataDir, { recursive: true, force: true });
    }
  };
  try {
    for (let count = 0; count < stackWorkers; count += 1) started.push(await startOne());
  } catch (error) {
    await stopAll();
    throw error;
  }
  provide(
    "stacks",
    started.map(({ dataDir, stack }) => ({ file: stack.file, logs: path.join(dataDir, "logs") })),
  );
  return stopAll;
};
