import { momentsOf } from "@/filters/days.ts";
import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";
import { EVENT_STATES, type EventState, eventState } from "./event-state.ts";
import type { InboxFilter } from "./inbox-search.ts";

export type EventCounts = Readonly<Record<EventState, number>>;

/** How many deliveries of a filter there are in each state; 10,001 for more than 10,000. */
export const countEvents = async (
  database: DatabaseClient,
  workspaceId: string,
  filter: InboxFilter,
  signal: AbortSignal,
): Promise<EventCounts> => {
  const { from, before } = momentsOf(filter);
  const query = database.rpc("event_counts", {
    workspace: workspaceId,
    ...(filter.origin && { came_by: filter.origin }),
    ...(filter.account && { integration: filter.account }),
    ...(filter.delivery && { delivery: filter.delivery }),
    ...(from && { received_from: from }),
    ...(before && { received_before: before }),
  });
  const counts = { received: 0, processing: 0, retrying: 0, processed: 0, unreadable: 0, dead: 0 };
  for (const { state, events } of dataOf(await query.abortSignal(signal))) counts[eventState(state)] += events;
  return counts;
};

export const sumOf = (counts: EventCounts, states: readonly EventState[] = EVENT_STATES): number =>
  states.reduce((sum, state) => sum + counts[state], 0);
