import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { burstLimits } from "../../supabase/functions/_shared/crm/pipedrive/burst-limits.ts";
import { addUser } from "./test-database.ts";

export interface Reserved {
  waitsMs?: (number | null)[];
  pausedMs?: number;
  pausedBecause?: string;
}

export type CallKind = "search" | "other";

export const longestWaitMs = 20_000;

/** A workspace with a connection whose present token is sealed as `token`. */
export const addConnection = async (sql: postgres.Sql) => {
  const owner = await addUser(sql, `ana-${randomUUID()}@example.com`);
  const id = randomUUID();
  const connect = (token: string, account = "acme") =>
    sql`select public.connect_crm(${owner.workspaceId}, 'pipedrive', ${account}, ${id}, ${token}, 'k1')`;
  await connect("token");
  return {
    ...owner,
    id,
    connect,
    /** Asks for places; `grantedAt` of each by the database's clock, in milliseconds. */
    reserve: async (...kinds: CallKind[]): Promise<Reserved & { at: number; grantedAt: number[] }> => {
      // The list is evaluated from left to right: the time is that of the grant, not of the wait for it.
      const [row] = await sql<{ reserved: Reserved; at: number }[]>`
        select public.reserve_calls(${id}, ${kinds}::text[], ${burstLimits.calls_per_window}, ${burstLimits.searches_per_window},
          ${burstLimits.window_ms}, ${longestWaitMs}) as reserved, extract(epoch from clock_timestamp())::float8 * 1000 as at`;
      if (!row) throw new Error("no answer");
      const waits = row.reserved.waitsMs ?? [];
      return { ...row.reserved, at: row.at, grantedAt: waits.flatMap((ms) => (ms === null ? [] : [row.at + ms])) };
    },
    pause: (ms: number, because = "asked_to_wait", token = "token") =>
      sql`select public.pause_connection(${id}, ${token}, ${ms}, ${because})`,
    report: (how: { worked?: boolean; broken?: boolean; token?: string }) =>
      sql`select public.report_connection(${id}, ${how.token ?? "token"}, ${how.worked ?? false}, ${how.broken ?? false}, 'It did not work.')`,
    health: async () => {
      const [row] = await sql`
        select status, last_error, failures_in_row, pauses_in_row, paused_because, last_success_at is not null as has_worked,
          round(extract(epoch from call_again_at - clock_timestamp()))::int as paused_seconds
        from public.crm_connections where id = ${id}`;
      return row;
    },
    /** As if its pause had just ended. */
    endPause: () =>
      sql`update public.crm_connections set call_again_at = clock_timestamp() - interval '1 ms' where id = ${id}`,
    alerts: () => sql`select kind, count from public.alerts where workspace_id = ${owner.workspaceId} order by kind`,
  };
};

export type TestConnection = Awaited<ReturnType<typeof addConnection>>;
