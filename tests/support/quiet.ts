import postgres from "postgres";
import { vi } from "vitest";
import { ringWorker } from "./team.ts";
import { theStack } from "./the-stack.ts";

/**
 * Ends what other tests have left in the queue: a fault of the simulator strikes whoever calls next, and that must not be one
 * of theirs.
 */
export const waitForQuiet = async (): Promise<void> => {
  const sql = postgres(theStack().dbUrl, { max: 1, onnotice: () => undefined });
  try {
    await vi.waitUntil(
      async () => {
        await sql`update private.jobs set run_at = now() where state = 'queued'`;
        await ringWorker();
        return (await sql`select 1 from private.jobs where state <> 'dead'`).length === 0;
      },
      { timeout: 30_000, interval: 100 },
    );
  } finally {
    await sql.end();
  }
};
