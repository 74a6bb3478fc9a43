import { momentsOf } from "@/filters/days.ts";
import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";
import type { ListPage, Place } from "@/lib/use-pages.ts";
import { EVENT_STATES, type EventState, NEEDS_ATTENTION } from "./event-state.ts";
import type { InboxFilter, InboxView } from "./inbox-search.ts";

export const PAGE_SIZE = 50;

/** The states that a view shows. */
export const statesOf = (view: InboxView): readonly EventState[] => {
  switch (view) {
    case "attention":
      return NEEDS_ATTENTION;
    case "all":
      return EVENT_STATES;
    default:
      return [view];
  }
};

// Never headers or payload: they are read when a delivery is opened.
const COLUMNS =
  "id, state, origin, received_at, attempts, error, fathom_integrations(fathom_user_email), meeting_events(meetings(id, title))" as const;

/** One page of the deliveries that the signed-in person may see, newest first. */
export const listEvents = async (
  database: DatabaseClient,
  asked: Asked,
  after: Place | null,
  signal: AbortSignal,
): Promise<ListPage<ListedEvent>> => {
  const found = dataOf(await queryOf(database, asked, after).abortSignal(signal));
  const items = found.slice(0, PAGE_SIZE);
  const last = items.at(-1);
  const next = found.length > PAGE_SIZE && last ? { at: last.received_at, id: last.id } : null;
  return { items, next };
};

interface Asked {
  workspaceId: string;
  /** Whose deliveries alone; null for everybody's. */
  onlyOf: string | null;
  view: InboxView;
  filter: InboxFilter;
}

const queryOf = (database: DatabaseClient, { workspaceId, onlyOf, view, filter }: Asked, after: Place | null) => {
  const { from, before } = momentsOf(filter);
  let query = database
    .from("webhook_events")
    .select(COLUMNS)
    .eq("workspace_id", workspaceId)
    .order("received_at", { ascending: false })
    .order("id", { ascending: false })
    .limit(PAGE_SIZE + 1);
  if (onlyOf) query = query.eq("user_id", onlyOf);
  if (view !== "all") query = query.in("state", statesOf(view));
  if (filter.origin) query = query.eq("origin", filter.origin);
  if (filter.account) query = query.eq("integration_id", filter.account);
  if (filter.delivery) query = query.eq("delivery_id", filter.delivery);
  if (from) query = query.gte("received_at", from);
  if (before) query = query.lt("received_at", before);
  // `lte` says again what `or` implies: it is what lets Postgres begin in the middle of the index.
  if (after)
    query = query
      .lte("received_at", after.at)
      .or(`received_at.lt."${after.at}",and(received_at.eq."${after.at}",id.lt.${after.id})`);
  return query;
};

type Answer = Awaited<ReturnType<typeof queryOf>>["data"];
export type ListedEvent = NonNullable<Answer>[number];
