import { useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { POLL_INTERVAL_MS } from "@/lib/polling.ts";
import { Moment } from "@/ui/moment.tsx";
import { notesSentence, removedFrom } from "./erasure-words.ts";
import { ERASURES_KEY, listErasures } from "./list-erasures.ts";

/** That somebody was erased, when, and what became of the notes; empty before the first time. */
export const PastErasures = ({ workspaceId }: { workspaceId: string }) => {
  const { database } = useServices();
  const { data: erasures = [] } = useQuery({
    queryKey: [...ERASURES_KEY, workspaceId],
    queryFn: ({ signal }) => listErasures(database, workspaceId, signal),
    refetchInterval: POLL_INTERVAL_MS,
  });
  if (erasures.length === 0) return null;
  return (
    <section aria-label="Erasures so far" className="border-t border-line pt-4">
      <h3 className="font-semibold">Erasures so far</h3>
      <ul className="mt-2 grid gap-2 text-sm">
        {erasures.map((erasure) => (
          <li key={erasure.id}>
            <span className="font-medium">
              <Moment iso={erasure.requested_at} />
            </span>
            <p className="text-muted">
              Removed from {removedFrom(erasure.meetings, erasure.outcomes, erasure.events)}. {notesSentence(erasure)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
};
