import { Moment } from "@/ui/moment.tsx";
import { eventState, STATE_WORDS, stateSentence } from "./event-state.ts";
import type { Delivery } from "./read-delivery.ts";

const WITH_REASON = new Set(["retrying", "unreadable", "dead"]);

const wordsOf = ({ state, attempts }: Delivery["event_states"][number], index: number): string => {
  if (state === "received" && index > 0) return "Replayed";
  if (state === "processing" && attempts > 1) return `${STATE_WORDS.processing}, try ${attempts}`;
  return STATE_WORDS[eventState(state)];
};

/** What it has been at, one line a change. */
export const DeliveryStates = ({ states }: { states: Delivery["event_states"] }) => (
  <ol aria-label="What happened" className="grid gap-1.5 border-s-2 border-line ps-4">
    {states
      .toSorted((one, other) => one.id - other.id)
      .map((change, index) => (
        <li key={change.id} className="grid gap-x-4 sm:grid-cols-[10.5rem_minmax(0,1fr)]">
          <span className="text-muted">
            <Moment iso={change.created_at} />
          </span>
          <span>
            {wordsOf(change, index)}
            {WITH_REASON.has(change.state) && (
              <span className="text-muted">: {stateSentence(eventState(change.state), change.error)}</span>
            )}
          </span>
        </li>
      ))}
  </ol>
);
