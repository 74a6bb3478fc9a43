import * as z from "zod/mini";
import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";

const countSchema = z.object({ attendees: z.number(), meetings: z.number() });

const weekSchema = z.object({
  /** Its Monday in the zone of the person who looks: "2026-09-07". */
  from: z.string(),
  meetings: z.number(),
  outcomes: z.record(z.string(), countSchema),
});

const integrationSchema = z.object({
  status: z.string(),
  setup: z.string(),
  webhook_id: z.nullable(z.string()),
  last_error: z.nullable(z.string()),
  failures_in_row: z.number(),
  quiet_since: z.nullable(z.string()),
});

const connectionSchema = z.object({
  account: z.string(),
  status: z.string(),
  failures_in_row: z.number(),
  last_success_at: z.nullable(z.string()),
  call_again_at: z.nullable(z.string()),
  paused_because: z.nullable(z.string()),
});

/** What public.overview answers; null for a workspace that the person is not in. */
const overviewSchema = z.nullable(
  z.object({
    weeks: z.array(weekSchema),
    has_meetings: z.boolean(),
    deliveries: z.record(z.string(), z.number()),
    integrations: z.array(integrationSchema),
    connection: z.nullable(connectionSchema),
    coverage: z.array(z.object({ coverage: z.string(), has_recorded: z.boolean(), people: z.number() })),
    internal_domains: z.nullable(z.array(z.string())),
    members: z.number(),
  }),
);

export type Overview = NonNullable<z.output<typeof overviewSchema>>;
export type Week = z.output<typeof weekSchema>;

/** Twelve weeks of a workspace in one call, as far as the person sees them; with `mine` only what is theirs. */
export const readOverview = async (database: DatabaseClient, workspace: string, mine: boolean, signal: AbortSignal) => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { data, error, status } = await database.rpc("overview", { workspace, zone, mine }).abortSignal(signal);
  return overviewSchema.parse(error ? dataOf({ data, error, status }) : data);
};
