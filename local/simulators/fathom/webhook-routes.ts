import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import * as z from "zod";
import type { Company } from "./company.ts";
import { type Webhook, newWebhookSchema, teamTriggers } from "./webhook-schema.ts";

export const newSecret = (): string => `whsec_${randomBytes(24).toString("base64")}`;

/** `/webhooks`: id and secret are told once, at creation; there is no list. */
export const webhookRoutes = ({ store, now, userOf }: Company) => {
  const app = new Hono();
  const refuse = (message: string) => ({ error: "bad_request", message });

  app.post("/", async (context) => {
    const user = userOf(context);
    const body = newWebhookSchema.safeParse(await context.req.json().catch(() => null));
    if (!body.success) return context.json(refuse(z.prettifyError(body.error)), 400);
    const { destination_url, ...rest } = body.data;
    if (user.plan !== "team" && rest.triggered_for.some((trigger) => teamTriggers.includes(trigger))) {
      return context.json(refuse("triggered_for: these values need a Team plan"), 400);
    }
    const webhook: Webhook = {
      id: randomBytes(12).toString("base64url"),
      url: destination_url,
      secret: newSecret(),
      created_at: now().toISOString(),
      ...rest,
      owner: user.email,
    };
    store.change({ kind: "webhook_saved", webhook });
    const { owner: _owner, ...told } = webhook;
    return context.json(told, 201);
  });

  // Another user's webhook is not told from one that there is not.
  app.delete("/:id", (context) => {
    const webhook = store.webhooks.get(context.req.param("id"));
    if (webhook?.owner !== userOf(context).email) return context.json({ error: "not_found" }, 404);
    store.change({ kind: "webhook_deleted", id: webhook.id });
    return context.body(null, 204);
  });
  return app;
};
