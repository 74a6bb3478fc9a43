import * as z from "zod";
import { type Database, settleOrThrow } from "../../platform/database.ts";

const days = (what: string) =>
  z
    .int(`must be a whole number of days`)
    .min(1, `${what} are kept for 1 day at least`)
    .max(3650, `${what} are kept for 3650 days (ten years) at most`);

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^(?=.{4,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\.[a-z][a-z0-9-]*[a-z0-9]$/,
    "must be domains such as example.com",
  );

/** What of a workspace's settings a person may change; what is left out stays. */
export const settingsChangeSchema = z.object({
  dryRun: z.boolean().optional(),
  internalDomains: z
    .array(domain)
    .max(50, "may be 50 domains at most")
    .transform((domains) => [...new Set(domains)])
    .optional(),
  /** Raw payloads and headers of deliveries. */
  eventRetentionDays: days("Deliveries").optional(),
  /** Null: as long as their meeting. */
  transcriptRetentionDays: days("Transcripts").nullable().optional(),
});

export interface WorkspaceSettings {
  dryRun: boolean;
  internalDomains: string[];
  eventRetentionDays: number;
  transcriptRetentionDays: number | null;
}

/** Changes what is said and returns all of them. @throws DatabaseError */
export const changeSettings = async (
  database: Database,
  workspaceId: string,
  change: z.output<typeof settingsChangeSchema>,
): Promise<WorkspaceSettings> => {
  const { dryRun, internalDomains, eventRetentionDays, transcriptRetentionDays } = change;
  const rows = await settleOrThrow(
    database
      .from("workspace_settings")
      .update({
        ...(dryRun === undefined ? {} : { dry_run: dryRun }),
        ...(internalDomains === undefined ? {} : { internal_domains: internalDomains }),
        ...(eventRetentionDays === undefined ? {} : { event_retention_days: eventRetentionDays }),
        ...(transcriptRetentionDays === undefined ? {} : { transcript_retention_days: transcriptRetentionDays }),
        updated_at: new Date().toISOString(),
      })
      .eq("workspace_id", workspaceId)
      .select("dry_run, internal_domains, event_retention_days, transcript_retention_days"),
  );
  const [row] = rows ?? [];
  if (!row) throw new Error("a workspace without settings");
  return {
    dryRun: row.dry_run,
    internalDomains: row.internal_domains,
    eventRetentionDays: row.event_retention_days,
    transcriptRetentionDays: row.transcript_retention_days,
  };
};

const captureMs = 3_600_000;

/** Keeps what is refused for an hour from now, or no longer. Returns until when. @throws DatabaseError */
export const switchCapture = async (
  database: Database,
  workspaceId: string,
  on: boolean,
  now: Date,
): Promise<{ captureUntil: string | null }> => {
  const captureUntil = on ? new Date(now.getTime() + captureMs).toISOString() : null;
  await settleOrThrow(
    database.from("workspace_settings").update({ capture_until: captureUntil }).eq("workspace_id", workspaceId),
  );
  return { captureUntil };
};
