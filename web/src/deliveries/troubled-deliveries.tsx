import { useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { POLL_INTERVAL_MS } from "@/lib/polling.ts";
import { Moment } from "@/ui/moment.tsx";
import { Notice } from "@/ui/notice.tsx";
import { listTroubled } from "./troubled.ts";

const title = (count: number): string =>
  count === 1 ? "One delivery did not end as it should." : `${count} deliveries did not end as they should.`;

/** Says what arrived and is no meeting, or was given up: nothing that failed is silent. Empty when all is well. */
export const TroubledDeliveries = () => {
  const { database } = useServices();
  const { data } = useQuery({
    queryKey: ["troubled-deliveries"],
    queryFn: ({ signal }) => listTroubled(database, signal),
    refetchInterval: POLL_INTERVAL_MS,
  });
  if (!data || data.count === 0) return null;
  return (
    <div className="mb-4">
      <Notice tone="warn">
        <details>
          <summary className="cursor-pointer font-medium">{title(data.count)} What happened?</summary>
          <ul className="mt-2 grid gap-1.5">
            {data.deliveries.map(({ id, receivedAt, sentence }) => (
              <li key={id}>
                <Moment iso={receivedAt} />: {sentence}
              </li>
            ))}
          </ul>
          {data.count > data.deliveries.length && (
            <p className="mt-2">These are the newest {data.deliveries.length}.</p>
          )}
          <p className="mt-2 text-muted">
            Nothing of it is lost: what arrived is kept. An administrator finds it in the table webhook_events.
          </p>
        </details>
      </Notice>
    </div>
  );
};
