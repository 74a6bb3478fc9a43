import * as z from "zod";

const flag = z.boolean().default(false);

export const triggers = [
  "my_recordings",
  "shared_external_recordings",
  "my_shared_with_team_recordings",
  "shared_team_recordings",
] as const;

export type Trigger = (typeof triggers)[number];

/** What only a team plan offers. */
export const teamTriggers: readonly Trigger[] = ["my_shared_with_team_recordings", "shared_team_recordings"];

/** The body of `POST /webhooks`, as strict as it is documented. */
export const newWebhookSchema = z
  .strictObject({
    destination_url: z.url({ protocol: /^https?$/ }),
    triggered_for: z.array(z.enum(triggers)).min(1),
    include_transcript: flag,
    include_crm_matches: flag,
    include_summary: flag,
    include_action_items: flag,
  })
  .refine(
    (body) => body.include_transcript || body.include_crm_matches || body.include_summary || body.include_action_items,
    { message: "at least one include_* must be true" },
  );

/** As it is told once, at its creation; `owner` is never told. */
export type Webhook = Omit<z.output<typeof newWebhookSchema>, "destination_url"> & {
  id: string;
  url: string;
  secret: string;
  created_at: string;
  owner: string;
};
