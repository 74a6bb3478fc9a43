import { useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { POLL_INTERVAL_MS } from "@/lib/polling.ts";
import type { Logging } from "@/settings/read-settings.ts";
import { Card } from "@/ui/card.tsx";
import { Capture } from "./capture.tsx";
import { listRefused } from "./list-refused.ts";
import { RefusedDelivery } from "./refused-delivery.tsx";

/** For administrators: what was refused while the capture was on, to find out why. */
export const RefusedCard = ({ logging: { workspace_id, capture_until } }: { logging: Logging }) => {
  const { database } = useServices();
  const { data: deliveries = [] } = useQuery({
    queryKey: ["refused-deliveries", workspace_id],
    queryFn: ({ signal }) => listRefused(database, workspace_id, signal),
    refetchInterval: POLL_INTERVAL_MS,
  });
  return (
    <Card
      id="refused"
      title="Deliveries that are refused"
      description="A delivery that proves nothing is not taken in. When one of yours is refused and you do not know why, keep what is refused for an hour, have it sent again, and look at it here. It is deleted after a week."
    >
      <Capture workspaceId={workspace_id} until={capture_until} />
      {deliveries.length > 0 && (
        <ul aria-label="Refused deliveries" className="mt-4 -mb-2.5 divide-y divide-line border-t border-line">
          {deliveries.map((refused) => (
            <RefusedDelivery key={refused.id} refused={refused} />
          ))}
        </ul>
      )}
    </Card>
  );
};
