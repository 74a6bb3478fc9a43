import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { freePort } from "../../local/stack/ports.ts";
import { startStack } from "../../local/stack/stack.ts";
import type { StackFile } from "../../local/stack/stack-file.ts";

declare module "vitest" {
  interface ProvidedContext {
    stack: StackFile;
    stackLogs: string;
  }
}

/** The whole embedded stack for the end-to-end and browser tests, with the functions in Deno, on ports of its own. */
export default async ({ provide }: TestProject) => {
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
  provide("stack", stack.file);
  provide("stackLogs", path.join(dataDir, "logs"));
  return async () => {
    await stack.stop();
    if (!process.env["DEBRIEF_KEEP_TEST_DATA"]) fs.rmSync(dataDir, { recursive: true, force: true });
  };
};
