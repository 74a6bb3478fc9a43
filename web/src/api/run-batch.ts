import type { ApiFailure } from "@/lib/call-api.ts";
import type { Result } from "@shared/platform/result.ts";
import * as z from "zod/mini";

/** One answer of a call that does some hundred at a time: `next` is what to add to the body for those that are left. */
export const pageSchema = z.object({
  replayed: z.number(),
  /** Passed over because somebody is at them already. */
  running: z._default(z.number(), 0),
  next: z.nullable(z.record(z.string(), z.unknown())),
});

type Page = z.output<typeof pageSchema>;

/** How far it got, and where it goes on. */
export interface BatchProgress extends Page {
  isDone: boolean;
}

export const BEGINNING: BatchProgress = { replayed: 0, running: 0, next: null, isDone: false };

/**
 * Calls until nothing is left, a call fails, or `isStopped` says so; tells how far it is after each. Gives the failure, or
 * null. Begins where an earlier run got to when it is given that run's progress.
 */
export const runBatch = async (
  call: (next: Page["next"]) => Promise<Result<Page, ApiFailure>>,
  from: BatchProgress,
  onProgress: (progress: BatchProgress) => void,
  isStopped: () => boolean,
): Promise<ApiFailure | null> => {
  let progress = from;
  while (!progress.isDone && !isStopped()) {
    const { data, error } = await call(progress.next);
    if (error) return error;
    progress = {
      replayed: progress.replayed + data.replayed,
      running: progress.running + data.running,
      next: data.next,
      isDone: data.next === null,
    };
    onProgress(progress);
  }
  return null;
};
