import type postgres from "postgres";
import type { ClaimedJob } from "./seed.ts";

/** What a workspace's alerts are, the oldest first. */
export const alertsOf = (sql: postgres.Sql, workspaceId: string) =>
  sql<{ id: string; kind: string; count: number; sent_count: number; seen: boolean }[]>`
    select id, kind, count, sent_count, acknowledged_at is not null as seen from public.alerts
    where workspace_id = ${workspaceId} order by first_at, kind`;

export const raiseAlert = (sql: postgres.ISql, workspaceId: string, kind = "dead_letter", times = 1) =>
  sql`select private.raise_alert(${workspaceId}, ${kind}, ${times})`;

/** The jobs that are to tell Slack, and in how many seconds. */
export const alertJobsOf = (sql: postgres.Sql, workspaceId: string) =>
  sql<{ kind: string; state: string; seconds: number }[]>`
    select a.kind, j.state, round(extract(epoch from j.run_at - now()))::int as seconds
    from private.jobs j join public.alerts a on a.id = j.alert_id where j.workspace_id = ${workspaceId} order by a.kind`;

/** Takes the workspace's alert job, as a worker does that claims it. */
export const takeAlertJob = async (sql: postgres.Sql, workspaceId: string): Promise<ClaimedJob> => {
  const [job] = await sql<ClaimedJob[]>`
    update private.jobs set state = 'running', claims = claims + 1, lease_token = gen_random_uuid(),
      leased_until = now() + interval '1 minute'
    where id = (
      select id from private.jobs where workspace_id = ${workspaceId} and kind = 'alert' and state = 'queued'
      limit 1 for update skip locked)
    returning *`;
  if (!job) throw new Error("there is no alert job");
  return job;
};
