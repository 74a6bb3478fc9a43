import { inject } from "vitest";
import type { StackFile } from "../../local/stack/stack-file.ts";

const mine = () => {
  const stacks = inject("stacks");
  // From 1 to the number of workers at once, each of which has a stack to itself.
  const place = Number(process.env["VITEST_POOL_ID"] ?? 1) - 1;
  const stack = stacks[place % stacks.length];
  if (!stack) throw new Error("there is no stack for this worker");
  return stack;
};

/** The embedded stack of this worker; its tests come one after the other, each in a workspace of its own. */
export const theStack = (): StackFile => mine().file;

/** Where the stack's logs are. */
export const theStackLogs = (): string => mine().logs;
