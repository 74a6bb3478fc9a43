import * as z from "zod";
import { alertKindSchema } from "../../alerts/alert.ts";
import type { Slack } from "../../alerts/slack/client.ts";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import type { Sealer } from "../../platform/seal.ts";
import type { Backoff } from "../queue/backoff.ts";
import type { Job, JobEnd } from "../queue/jobs.ts";
import { slackUrlContext } from "./connect-slack.ts";

export interface AlertContext {
  database: Database;
  slack: Slack;
  sealer: Sealer;
  /** Where the web client lives, for the link. */
  webUrl: string | null;
  backoff: Backoff;
}

const workSchema = z.object({
  workspaceId: z.uuid(),
  workspaceName: z.string(),
  kind: alertKindSchema,
  /** How many Slack has not been told of, and how many there are in all. */
  count: z.int(),
  total: z.int(),
  since: z.coerce.date(),
  sealedUrl: z.string().nullable(),
});

/**
 * The alert step: tells Slack what was counted since it was told last. Nothing depends on it: an alert that cannot be sent
 * stands in the client. An address that Slack refuses for good is not used again. @throws DatabaseError, SealError
 */
export const sendAlert = async (context: AlertContext, job: Job, signal: AbortSignal): Promise<JobEnd> => {
  const { database, slack, sealer, webUrl } = context;
  const mine = { job: job.id, lease: job.leaseToken };
  const loaded = await settleOrThrow(database.rpc("load_alert", mine));
  if (!loaded) return { end: "lost" };
  const { workspaceId, sealedUrl, total, ...alert } = workSchema.parse(loaded);
  if (sealedUrl === null || alert.count <= 0) return { end: "done" };

  const url = await sealer.open(sealedUrl, slackUrlContext(workspaceId));
  const { error } = await slack.send(url, { ...alert, url: webUrl }, signal);
  if (!error) {
    const kept = await settleOrThrow(database.rpc("mark_alert_sent", { ...mine, total }));
    return { end: kept === true ? "ended" : "lost" };
  }
  const failure = error.message;
  switch (error.kind) {
    case "gone":
      await settleOrThrow(database.rpc("mark_slack_broken", { workspace: workspaceId, used_url: sealedUrl, failure }));
      return { end: "done" };
    case "rejected":
      return { end: "dead", failure };
    case "rate_limited":
      // Never at once, whatever Slack says: being parked uses up no try.
      return { end: "parked", delayMs: Math.max(error.retryAfterMs, 1000), failure };
    case "unavailable": {
      const delayMs = context.backoff(job.attempt, null);
      return delayMs === null ? { end: "dead", failure } : { end: "retry", delayMs, failure };
    }
  }
};
