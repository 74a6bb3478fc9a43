import type { Figure } from "../figure.ts";
import type { World } from "./ask.ts";

/**
 * What it costs that time is over for what is old: payloads that are emptied, as housekeeping does it, and a month of deliveries that
 * is deleted. Changes the database: to be measured last.
 */
export const retentionFigures = async ({ sql }: World): Promise<Figure[]> => {
  const seconds = async (statement: string): Promise<{ seconds: number; rows: number }> => {
    const startedAt = performance.now();
    const { count } = await sql.unsafe(statement);
    return { seconds: (performance.now() - startedAt) / 1000, rows: count };
  };
  await sql`update public.workspace_settings set event_retention_days = 60`;
  const [before] = await sql<{ waiting: number }[]>`
    select count(*)::integer as waiting from public.webhook_events where erased_at is null and received_at < now() - interval '60 days'`;
  let emptied = 0;
  const startedAt = performance.now();
  for (let turn = 0; turn < 20 && emptied < (before?.waiting ?? 0); turn += 1) {
    const [row] = await sql<{ n: number }[]>`select private.erase_old_payloads(500) as n`;
    emptied += row?.n ?? 0;
  }
  const emptying = performance.now() - startedAt;
  const vacuumed = await seconds("vacuum public.webhook_events");
  const deleted = await seconds(
    "delete from public.webhook_events where received_at < (select min(received_at) + interval '30 days' from public.webhook_events)",
  );
  const cleaned = await seconds("vacuum public.webhook_events, public.event_states, public.meeting_events");
  return [
    { what: "retention: 500 payloads emptied", value: (emptying / Math.max(emptied, 1)) * 500, unit: "ms" },
    { what: "retention: vacuum of deliveries after it", value: vacuumed.seconds, unit: "s" },
    {
      what: `retention: ${deleted.rows.toLocaleString("en")} deliveries of a month deleted with what belongs to them`,
      value: deleted.seconds,
      unit: "s",
    },
    { what: "retention: vacuum after that", value: cleaned.seconds, unit: "s" },
  ];
};
