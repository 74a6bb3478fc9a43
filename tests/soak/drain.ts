import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";

const longestMs = 240_000;

/** Waits until nothing is left to do, or too long. What waits hours for its next try gets it now. Returns how long it took. */
export const drained = async (sql: postgres.Sql, signal: AbortSignal): Promise<number> => {
  const begunAt = performance.now();
  const elapsed = (): number => performance.now() - begunAt;
  while (elapsed() < longestMs && !signal.aborted) {
    await sql`update private.jobs set run_at = now() where state = 'queued' and kind in ('store', 'log') and run_at > now()`;
    const [left] = await sql`
      select 1 from private.jobs where state = 'running' or (state = 'queued' and kind in ('store', 'log'))
      union all
      select 1 from public.webhook_events where state in ('received', 'processing', 'retrying')
      limit 1`;
    if (!left) break;
    await sleep(500);
  }
  return elapsed();
};
