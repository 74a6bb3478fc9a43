import type { Entry } from "./entry.ts";
import type { Delivery } from "./read-history.ts";

const RECEIVED: Readonly<Record<string, string>> = {
  webhook: "Received from Fathom",
  sweep: "Found by the check for missed meetings",
  import: "Fetched by an import",
};

const tries = (attempts: number): string => (attempts === 1 ? "one try" : `${attempts} tries`);

/** How a delivery is doing where that is not well; null when there is nothing to say. */
const trouble = ({
  state,
  attempts,
  error,
}: Delivery["webhook_events"]): Pick<Entry, "kind" | "words" | "detail"> | null => {
  switch (state) {
    case "retrying":
      return { kind: "waiting", words: `Tried again by itself, ${tries(attempts)} so far`, detail: error };
    case "dead":
      return { kind: "bad", words: `Given up after ${tries(attempts)}`, detail: error };
    default:
      return null;
  }
};

/** What a delivery did: when it came, what it made of the meeting, and where it is stuck. `isFirst`: it brought the meeting. */
export const deliveryEntries = ({ created_at, webhook_events: event }: Delivery, isFirst: boolean): Entry[] => {
  const common = { outcomeIds: [], eventId: event.id };
  const stuck = trouble(event);
  return [
    {
      ...common,
      key: `${event.id} received`,
      at: event.received_at,
      kind: "received",
      words: RECEIVED[event.origin] ?? "Received",
      detail: null,
    },
    {
      ...common,
      key: `${event.id} stored`,
      at: created_at,
      kind: "stored",
      words: isFirst ? "Stored as this meeting" : "Added to this meeting",
      detail: null,
    },
    ...(stuck ? [{ ...common, ...stuck, key: `${event.id} stuck`, at: event.finished_at ?? created_at }] : []),
  ];
};
