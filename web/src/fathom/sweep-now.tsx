import { ApiButton } from "@/api/api-button.tsx";
import type { Integration } from "@/settings/read-settings.ts";
import { SETTINGS } from "@/settings/use-settings.ts";
import { Button } from "@/ui/button.tsx";

/** What the database has as the time of the next check while one was asked for and has not ended. */
const AT_ONCE = "-infinity";

/** Has Debrief compare an account with what Fathom has, now and not within the hour. */
export const SweepNow = ({ integration: { id, fathom_user_email, next_sweep_at } }: { integration: Integration }) =>
  next_sweep_at === AT_ONCE ? (
    <Button look="secondary" size="small" busy>
      Looking for missed meetings…
    </Button>
  ) : (
    <ApiButton
      path={`fathom-integrations/${id}/sweep`}
      refresh={SETTINGS}
      label={`Look for missed meetings now (${fathom_user_email})`}
    >
      Look for missed meetings now
    </ApiButton>
  );
