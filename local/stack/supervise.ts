import type { Child } from "./children.ts";

export interface SupervisionOptions {
  /** Starts the program; `onEnd` is told when it ends without having been asked to. */
  start: (onEnd: (sentence: string) => void) => { child: Child; ready: Promise<void> };
  /** What has to be done between its end and its next start; tried again until it succeeds. */
  beforeRestart: () => Promise<void>;
  onRestart: (sentence: string) => void;
  /** Called once, when it is not worth starting again. */
  onCrash: (sentence: string) => void;
}

export interface Supervised {
  /** Resolves when it answers for the first time. @throws StartError when it does not */
  ready: Promise<void>;
  stop(signal: NodeJS.Signals): Promise<void>;
  /** As if it had crashed: SIGKILL, and it is started again. */
  kill(): Promise<void>;
}

const mostEnds = 5;
const withinMs = 60_000;
/** Waits before the first, the second … start of a minute: quickly at first. */
const waitsMs = [100, 500, 1000, 2000];
const lookAgainMs = 200;

const sleep = (ms: number | undefined): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Keeps a program running as a platform does: what ends by itself or by a signal is started again. What ends before it was
 * ever ready, or `mostEnds` times within a minute, is broken, and that is said.
 */
export const supervise = (options: SupervisionOptions): Supervised => {
  const ends: number[] = [];
  let isStopped = false;
  let wasReady = false;

  const begin = () => {
    const program = options.start((sentence) => void ended(sentence));
    program.ready.then(
      () => (wasReady = true),
      () => undefined,
    );
    return program;
  };

  const prepare = async (): Promise<void> => {
    while (!isStopped) {
      try {
        return await options.beforeRestart();
      } catch {
        await sleep(lookAgainMs);
      }
    }
  };

  const ended = async (sentence: string): Promise<void> => {
    if (isStopped) return;
    const now = performance.now();
    ends.push(now);
    const lately = ends.filter((at) => at > now - withinMs).length;
    if (!wasReady) return options.onCrash(sentence);
    if (lately >= mostEnds) return options.onCrash(`${sentence} It was the ${mostEnds}th time within a minute.`);
    options.onRestart(`${sentence} It is started again.`);
    await sleep(waitsMs[lately - 1]);
    await prepare();
    if (!isStopped) current = begin();
  };

  let current = begin();
  return {
    ready: current.ready,
    stop: async (signal) => {
      isStopped = true;
      await current.child.stop(signal);
    },
    kill: () => current.child.kill(),
  };
};
