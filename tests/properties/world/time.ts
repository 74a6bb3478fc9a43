import type postgres from "postgres";
import type { Clock } from "../../../supabase/functions/_shared/platform/clock.ts";

/** The time of a story: it passes only when somebody lets it. */
export interface StoryTime {
  /** For whoever works in it: to sleep lets time pass for everybody. */
  clock: Clock;
  /** Everything in the database is so much longer ago afterwards, and what it has been waiting for is that much nearer. */
  pass(ms: number): Promise<void>;
  /** Called with every moment that is reached, before anything happens at it. */
  onPassed(listener: (now: number) => void): void;
}

const longMs = 60_000;

const shift = async (sql: postgres.Sql, workspaceId: string, ms: number): Promise<void> => {
  const by = sql`make_interval(secs => ${ms / 1000}::double precision)`;
  const shifts = [
    sql`update private.jobs set run_at = run_at - ${by}, leased_until = leased_until - ${by} where workspace_id = ${workspaceId}`,
    sql`update public.crm_connections set call_again_at = call_again_at - ${by}, last_success_at = last_success_at - ${by}
        where workspace_id = ${workspaceId}`,
    sql`update private.crm_call_windows w set
          calls = array(select c - ${by} from unnest(w.calls) c), searches = array(select s - ${by} from unnest(w.searches) s)
        from public.crm_connections c where c.id = w.connection_id and c.workspace_id = ${workspaceId}`,
  ];
  // Nothing in these is about less than a minute.
  if (ms >= longMs) {
    shifts.push(
      sql`update public.attendee_outcomes set next_lookup_at = next_lookup_at - ${by}, created_at = created_at - ${by},
            updated_at = updated_at - ${by}
          where workspace_id = ${workspaceId}`,
      sql`update public.alerts set sent_at = sent_at - ${by} where workspace_id = ${workspaceId}`,
      sql`update private.housekeeping set ran_at = ran_at - ${by}`,
    );
  }
  await Promise.all(shifts);
};

/**
 * Postgres' own clock cannot be moved: instead what is written down in the workspace moves into the past. Times that are only
 * compared with the CRM's (`write_started_at`) stay, as the CRM's do.
 */
export const createStoryTime = (sql: postgres.Sql, workspaceId: string): StoryTime => {
  let passed = 0;
  let passing: Promise<void> = Promise.resolve();
  const listeners: ((now: number) => void)[] = [];
  const now = (): number => Date.now() + passed;

  /** Those who sleep at the same time sleep through the same time. */
  const reach = (until: number): Promise<void> => {
    const before = passing;
    const turn = async (): Promise<void> => {
      await before;
      const ms = until - now();
      if (ms <= 0) return;
      passed += ms;
      for (const listener of listeners) listener(now());
      await shift(sql, workspaceId, ms);
    };
    const reached = turn();
    passing = reached.catch(() => undefined);
    return reached;
  };

  return {
    clock: {
      now: () => new Date(now()),
      sleep: async (ms) => {
        const until = now() + ms;
        // Whoever is about to fall asleep too, may.
        await new Promise((resolve) => setTimeout(resolve, 1));
        await reach(until);
      },
      random: () => 0.5,
    },
    pass: (ms) => reach(now() + ms),
    onPassed: (listener) => void listeners.push(listener),
  };
};
