import { RotateCw } from "lucide-react";
import { useState } from "react";
import { BatchDialog } from "@/api/batch-dialog.tsx";
import { momentsOf } from "@/filters/days.ts";
import { countedOf, countedWords } from "@/lib/counted-words.ts";
import { Button } from "@/ui/button.tsx";
import { type EventCounts, sumOf } from "./count-events.ts";
import { REPLAYABLE, STATE_WORDS } from "./event-state.ts";
import type { InboxFilter, InboxView } from "./inbox-search.ts";
import { statesOf } from "./list-events.ts";
import { REPLAYED } from "./replayed.ts";

const deliveries = (count: number): string => (count === 1 ? "1 delivery" : `${count.toLocaleString("en")} deliveries`);

/** Replays all that a view shows, for managers. Nothing where nothing of it can be replayed. */
export const ReplayFilter = ({ workspaceId, view, filter, counts }: ReplayFilterProps) => {
  const [asking, setAsking] = useState<number | null>(null);
  const states = statesOf(view).filter((state) => REPLAYABLE.includes(state));
  const count = sumOf(counts, states);
  const { from, before } = momentsOf(filter);
  return (
    <>
      {count > 0 && filter.delivery === undefined && (
        <Button look="secondary" onClick={() => setAsking(count)}>
          <RotateCw aria-hidden /> Replay {count === 1 ? "it" : `all ${countedWords(count)}`}
        </Button>
      )}
      {/* Not inside: what is counted goes while it is replayed, and the dialog is to say so. */}
      {asking !== null && (
        <BatchDialog
          title={`Replay ${countedOf(asking, "delivery", "deliveries")}?`}
          action="Replay"
          path="events/replay"
          body={{
            workspaceId,
            states,
            ...(filter.origin && { origin: filter.origin }),
            ...(filter.account && { integrationId: filter.account }),
            ...(from && { receivedFrom: from }),
            ...(before && { receivedBefore: before }),
          }}
          refresh={REPLAYED}
          count={(done) => `${deliveries(done)} replayed`}
          onClose={() => setAsking(null)}
        >
          <p>
            Every delivery that this filter shows and that is{" "}
            {states
              .map((state) => STATE_WORDS[state].toLowerCase())
              .join(", ")
              .replace(/, ([^,]*)$/, " or $1")}{" "}
            is read and logged once more, as if it had just arrived.
          </p>
          <p className="mt-2">What is logged already stays as it is: nobody gets a second note.</p>
        </BatchDialog>
      )}
    </>
  );
};

interface ReplayFilterProps {
  workspaceId: string;
  view: InboxView;
  filter: InboxFilter;
  counts: EventCounts;
}
