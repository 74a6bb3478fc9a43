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

const startOne = async () => {
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
  for (let count = 0; count < stackWorkers; count += 1) started.push(await startOne());
  provide(
    "stacks",
    started.map(({ dataDir, stack }) => ({ file: stack.file, logs: path.join(dataDir, "logs") })),
  );
  return async () => {
    for (const { dataDir, stack } of started) {
      await stack.stop();
      if (!process.env["DEBRIEF_KEEP_TEST_DATA"]) fs.rmSync(dataDir, { recursive: true, force: true });
    }
  };
};
