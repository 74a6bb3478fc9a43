import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import * as z from "zod";

const flag = z.boolean().default(false);

const newWebhookSchema = z
  .strictObject({
    destination_url: z.url(),
    triggered_for: z
      .array(
        z.enum([
          "my_recordings",
          "shared_external_recordings",
          "my_shared_with_team_recordings",
          "shared_team_recordings",
        ]),
      )
      .min(1),
    include_transcript: flag,
    include_crm_matches: flag,
    include_summary: flag,
    include_action_items: flag,
  })
  .refine(
    (body) => body.include_transcript || body.include_crm_matches || body.include_summary || body.include_action_items,
    {
      message: "at least one include_* must be true",
    },
  );

export type Webhook = Omit<z.output<typeof newWebhookSchema>, "destination_url"> & {
  id: string;
  url: string;
  secret: string;
  created_at: string;
};

/** `/webhooks`: id and secret are told once, at creation; there is no list. */
export const webhookRoutes = (webhooks: Map<string, Webhook>, now: () => Date) => {
  const app = new Hono();

  app.post("/", async (context) => {
    const body = newWebhookSchema.safeParse(await context.req.json().catch(() => null));
    if (!body.success) return context.json({ error: "bad_request", message: z.prettifyError(body.error) }, 400);
    const { destination_url, ...rest } = body.data;
    const webhook: Webhook = {
      id: randomBytes(12).toString("base64url"),
      url: destination_url,
      secret: `whsec_${randomBytes(24).toString("base64")}`,
      created_at: now().toISOString(),
      ...rest,
    };
    webhooks.set(webhook.id, webhook);
    return context.json(webhook, 201);
  });

  app.delete("/:id", (context) =>
    webhooks.delete(context.req.param("id")) ? context.body(null, 204) : context.json({ error: "not_found" }, 404),
  );
  return app;
};
