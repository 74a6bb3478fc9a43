import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useServices } from "@/app/services.tsx";
import { pollInterval } from "@/lib/polling.ts";
import { usePages } from "@/lib/use-pages.ts";
import { useOnlyOf } from "@/workspace/use-only-of.ts";
import { countEvents, sumOf } from "./count-events.ts";
import { NEEDS_ATTENTION } from "./event-state.ts";
import type { InboxFilter, InboxView } from "./inbox-search.ts";
import { listEvents } from "./list-events.ts";

/** How many deliveries there are in each state; null while it is not known. */
export const useEventCounts = (workspaceId: string | undefined, filter: InboxFilter) => {
  const { database } = useServices();
  const { data, isError } = useQuery({
    queryKey: ["inbox", "counts", workspaceId, filter],
    queryFn: ({ signal }) => countEvents(database, workspaceId ?? "", filter, signal),
    enabled: workspaceId !== undefined,
    refetchInterval: pollInterval,
    placeholderData: (before) => before,
  });
  return { counts: data ?? null, isKnown: data !== undefined || isError };
};

/** What is shown when the address does not say: decided once, so that nothing goes away under a person who works it off. */
export const useFirstView = ({ counts, isKnown }: ReturnType<typeof useEventCounts>): InboxView | null => {
  const [view, setView] = useState<InboxView | null>(null);
  if (view !== null || !isKnown) return view;
  const first = counts && sumOf(counts, NEEDS_ATTENTION) > 0 ? "attention" : "all";
  setView(first);
  return first;
};

/** The first pages of the deliveries in a view. */
export const useEvents = (
  workspaceId: string | undefined,
  view: InboxView | null,
  filter: InboxFilter,
  pages: number,
) => {
  const { database } = useServices();
  const onlyOf = useOnlyOf();
  return usePages({
    queryKey: ["inbox", "list", workspaceId, view, filter, onlyOf],
    read: (after, signal) =>
      listEvents(database, { workspaceId: workspaceId ?? "", onlyOf, view: view ?? "all", filter }, after, signal),
    pages,
    enabled: workspaceId !== undefined && view !== null,
  });
};
