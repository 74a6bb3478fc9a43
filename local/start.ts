import path from "node:path";
import { readStackSettings } from "./stack/settings.ts";
import { parentOf } from "./stack/parent-of.ts";
import { type Stack, startStack } from "./stack/stack.ts";
import { writeStackFile } from "./stack/stack-file.ts";
import { StartError } from "./stack/start-error.ts";
import { stackIsUp } from "./stack/messages.ts";

let stack: Stack | null = null;
let ending: Promise<never> | null = null;

const end = (code: number, sentence: string): Promise<never> => {
  ending ??= (async () => {
    // Not console.error, which the gateway diverts into its log.
    if (sentence) process[code === 0 ? "stdout" : "stderr"].write(`${sentence}\n`);
    // Whatever hangs, the guard ends the children when we are gone.
    setTimeout(() => process.exit(code), 15_000).unref();
    await stack?.stop();
    process.exit(code);
  })();
  return ending;
};

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => void end(0, stack ? "\nStopping Debrief. The data stays." : ""));
}
const asSentence = (error: unknown): string =>
  error instanceof StartError
    ? error.message
    : `Something unexpected happened: ${error instanceof Error ? error.stack : String(error)}`;
process.on("uncaughtException", (error) => void end(1, asSentence(error)));
process.on("unhandledRejection", (error) => void end(1, asSentence(error)));

// When npm is killed, it leaves its shell behind, and us below that, without anybody who could end us.
if (process.env["npm_lifecycle_event"]) {
  const ancestors = (): string => [process.ppid, parentOf(process.ppid)].join(" ");
  const before = ancestors();
  setInterval(() => ancestors() === before || void end(0, ""), 1000).unref();
}

try {
  const startedAt = performance.now();
  const settings = readStackSettings(process.env);
  console.log("Starting Debrief …");
  stack = await startStack({
    settings,
    onCrash: (sentence) => void end(1, sentence),
    onRestart: (sentence) => console.log(sentence),
  });
  const stackFile = writeStackFile(settings.dataDir, stack.file);
  const near = (place: string): string => {
    const relative = path.relative(process.cwd(), place);
    return relative.startsWith("..") ? place : relative;
  };
  console.log(stackIsUp(stack.file, near(settings.dataDir), near(stackFile), performance.now() - startedAt));
} catch (error) {
  await end(1, asSentence(error));
}
