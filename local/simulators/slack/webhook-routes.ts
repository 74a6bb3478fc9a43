import { Hono } from "hono";
import { loseConnection, neverAnswer } from "../shared/lose-connection.ts";
import { answerInstead, type Faults, tooMany, word } from "./faults.ts";
import type { Limits } from "./limits.ts";
import { readPayload } from "./payload.ts";
import type { Store } from "./store.ts";
import type { Webhooks } from "./webhooks.ts";

interface Team {
  webhooks: Webhooks;
  store: Store;
  faults: Faults;
  limits: Limits;
  now: () => Date;
  sleep: (ms: number) => Promise<void>;
}

/** `POST /services/T…/B…/…` as hooks.slack.com answers it. */
export const webhookRoutes = ({ webhooks, store, faults, limits, now, sleep }: Team) => {
  const app = new Hono();

  app.post("/:team/:webhook/:token", async (context) => {
    const { path } = context.req;
    const fault = faults.take("POST", path);
    if (fault?.kind === "slow") await sleep(fault.milliseconds);
    if (fault?.kind === "timeout") return neverAnswer(context);
    const instead = fault && answerInstead(context, fault.kind);
    if (instead) return instead;

    if (!webhooks.has(path)) return word("no_service", 404);
    const webhook = `${context.req.param("team")}/${context.req.param("webhook")}`;
    const waitSeconds = limits.take(webhook);
    if (waitSeconds !== null) return tooMany(waitSeconds);
    // Slack would read a form's field `payload`, too; nobody here has a reason to send one.
    if (!context.req.header("content-type")?.startsWith("application/json")) return word("invalid_payload", 400);
    const read = readPayload(await context.req.text());
    if ("refusal" in read) return word(read.refusal, 400);
    store.add({ postedAt: now().toISOString(), webhook, ...read.payload });

    if (fault?.kind === "timeout_after_write") return neverAnswer(context);
    if (fault?.kind === "lost_after_write") return loseConnection(context);
    return word("ok", 200);
  });

  app.all("/*", () => word("no_service", 404));
  return app;
};
