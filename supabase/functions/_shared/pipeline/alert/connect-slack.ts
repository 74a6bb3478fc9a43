import type { AlertMessage } from "../../alerts/alert.ts";
import type { Slack } from "../../alerts/slack/client.ts";
import type { SlackFailure } from "../../alerts/slack/failure.ts";
import { parseSlackWebhookUrl } from "../../alerts/slack/webhook-url.ts";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { type Result, fail, ok } from "../../platform/result.ts";
import type { Sealer } from "../../platform/seal.ts";

export interface SlackContext {
  database: Database;
  slack: Slack;
  sealer: Sealer;
  webUrl: string | null;
  now: () => Date;
}

export interface SlackProblem {
  code: "invalid_webhook_url" | "not_connected" | SlackFailure["kind"];
  message: string;
}

export const slackUrlContext = (workspaceId: string): string => `slack_webhooks:${workspaceId}:url`;

const testTimeoutMs = 15_000;

/** As somebody reads it who waits for the answer: nothing is tried again by itself. */
const problemOf = ({ kind, message }: SlackFailure): SlackProblem => ({
  code: kind,
  message:
    kind === "rate_limited" || kind === "unavailable" ? `${message.split(". ")[0]}. Try again in a moment.` : message,
});

const sendTest = async (url: string, workspaceId: string, context: SlackContext): Promise<SlackProblem | null> => {
  const rows = await settleOrThrow(context.database.from("workspaces").select("name").eq("id", workspaceId).limit(1));
  const message: AlertMessage = {
    kind: "test",
    count: 1,
    since: context.now(),
    workspaceName: rows?.[0]?.name ?? "",
    url: context.webUrl,
  };
  const { error } = await context.slack.send(url, message, AbortSignal.timeout(testTimeoutMs));
  return error ? problemOf(error) : null;
};

/** Sends a test alert to the address and saves it, sealed, when Slack has taken it. @throws DatabaseError */
export const connectSlack = async (
  workspaceId: string,
  webhookUrl: string,
  context: SlackContext,
): Promise<Result<{ status: "active" }, SlackProblem>> => {
  const url = parseSlackWebhookUrl(webhookUrl);
  if (url === null) {
    return fail({
      code: "invalid_webhook_url",
      message:
        "This is no address of a Slack incoming webhook: it begins with https://hooks.slack.com/services/. Copy it from Slack again.",
    });
  }
  const problem = await sendTest(url, workspaceId, context);
  if (problem) return fail(problem);
  const { sealed, keyId } = await context.sealer.seal(url, slackUrlContext(workspaceId));
  await settleOrThrow(
    context.database.rpc("connect_slack", { workspace: workspaceId, sealed_url: sealed, url_key_id: keyId }),
  );
  return ok({ status: "active" });
};

/** Sends a test alert to the address that is saved. @throws DatabaseError, SealError */
export const testSlack = async (
  workspaceId: string,
  context: SlackContext,
): Promise<Result<{ status: "sent" }, SlackProblem>> => {
  const sealedUrl = await settleOrThrow(context.database.rpc("load_slack_webhook", { workspace: workspaceId }));
  if (!sealedUrl) {
    return fail({ code: "not_connected", message: "No Slack webhook is connected. Enter its address first." });
  }
  const url = await context.sealer.open(sealedUrl, slackUrlContext(workspaceId));
  const problem = await sendTest(url, workspaceId, context);
  return problem ? fail(problem) : ok({ status: "sent" });
};

/** Forgets the address. Alerts go on standing in the client. @throws DatabaseError */
export const disconnectSlack = async (workspaceId: string, { database }: Pick<SlackContext, "database">) => {
  await settleOrThrow(database.rpc("disconnect_slack", { workspace: workspaceId }));
};
