import path from "node:path";
import type { TestProject } from "vitest/node";
import type { StackFile } from "../../local/stack/stack-file.ts";
import { buildWeb } from "../../local/stack/web.ts";
import { type ThrowAwayStack, startThrowAwayStack } from "./throw-away-stack.ts";
import { stackWorkers } from "./workers.ts";

declare module "vitest" {
  interface ProvidedContext {
    stacks: { file: StackFile; logs: string }[];
  }
}

/** Once more with other ports when somebody else was given one of them in the same moment. */
const startOne = async (): Promise<ThrowAwayStack> => {
  try {
    return await startThrowAwayStack({ name: "stack" });
  } catch (error) {
    console.error(error);
    return startThrowAwayStack({ name: "stack" });
  }
};

/**
 * The whole embedded stack for the end-to-end and browser tests, with the functions in Deno, on ports of its own: one for each
 * worker, so that what a test does to a simulator strikes nobody else.
 */
export default async ({ provide }: TestProject) => {
  // Once, not by each of them at the same moment.
  await buildWeb();
  const started: ThrowAwayStack[] = [];
  const stopAll = async (): Promise<void> => {
    for (const one of started) await one.stop();
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
