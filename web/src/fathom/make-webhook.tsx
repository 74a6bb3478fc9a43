import { ApiButton } from "@/api/api-button.tsx";
import type { Integration } from "@/settings/read-settings.ts";
import { SETTINGS } from "@/settings/use-settings.ts";

/** Tries once more to make the webhook that Fathom did not want to make. */
export const MakeWebhook = ({ integration: { id, fathom_user_email } }: { integration: Integration }) => (
  <ApiButton
    path={`fathom-integrations/${id}/rotate`}
    refresh={SETTINGS}
    look="primary"
    label={`Make the webhook (${fathom_user_email})`}
  >
    Make the webhook
  </ApiButton>
);
