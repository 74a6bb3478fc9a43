import { freePort } from "../../local/stack/ports.ts";
import { type Stack, type StackOptions, startStack } from "../../local/stack/stack.ts";
import { makeDataDir, removeDataDir } from "./data-dir.ts";

export interface ThrowAwayStack {
  stack: Stack;
  dataDir: string;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

interface ThrowAwayStackOptions extends Pick<StackOptions, "clock" | "environment"> {
  /** In the name of the data folder. */
  name: string;
  /** Any free one unless given. */
  apiPort?: number;
  /** In place of the simulated one. */
  pipedriveUrl?: string;
}

/** The embedded stack on free ports, with data that are thrown away. @throws StartError, nothing being left of it */
export const startThrowAwayStack = async (options: ThrowAwayStackOptions): Promise<ThrowAwayStack> => {
  const { name, apiPort, pipedriveUrl = null, ...more } = options;
  const dataDir = makeDataDir(name);
  try {
    const stack = await startStack({
      settings: {
        apiPort: apiPort ?? (await freePort()),
        webPort: await freePort(),
        dbPort: await freePort(),
        dataDir,
        pipedriveUrl,
        fathomUrl: null,
      },
      throwAway: true,
      // Not console.error, which the gateway diverts into its log.
      onCrash: (sentence) => void process.stderr.write(`${sentence}\n`),
      ...more,
    });
    const stop = async (): Promise<void> => {
      await stack.stop();
      removeDataDir(dataDir);
    };
    return { stack, dataDir, stop };
  } catch (error) {
    removeDataDir(dataDir);
    throw error;
  }
};
