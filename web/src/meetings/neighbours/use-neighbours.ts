import { type QueryClient, useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import type { DatabaseClient } from "@/lib/database.ts";
import { listMeetings } from "../list/list-meetings.ts";
import { type LoadedPages, listKey } from "../list/use-meeting-list.ts";
import type { MeetingHead } from "../read-meeting.ts";
import { neighboursIn } from "./in-list.ts";
import { type Neighbours, readNeighbours } from "./read-neighbours.ts";

const NONE: Neighbours = { newer: null, older: null };
const [LIST] = listKey(null);

/** Next to it in the list that was looked at last, with its filters; null when no list is known that has the meeting. */
const fromList = async (queries: QueryClient, database: DatabaseClient, meeting: MeetingHead, signal: AbortSignal) => {
  const lists = queries.getQueryCache().findAll({ queryKey: [LIST, meeting.workspace_id] });
  for (const list of lists.toSorted((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt)) {
    const pages = queries.getQueryData<LoadedPages>(list.queryKey)?.pages ?? [];
    const loaded = { meetings: pages.flatMap((page) => page.meetings), hasMore: Boolean(pages.at(-1)?.next) };
    const found = neighboursIn(loaded, meeting.id);
    if (!found?.endsHere) {
      if (found) return found;
      continue;
    }
    const query = { workspaceId: meeting.workspace_id, wanted: wantedOf(list.queryKey[2]) };
    const after = { occurredAt: meeting.occurred_at, id: meeting.id };
    const { meetings } = await listMeetings(database, query, after, 1, signal);
    return { newer: found.newer, older: meetings[0] ?? null };
  }
  return null;
};

const wantedOf = (part: unknown): Record<string, string> =>
  typeof part === "object" && part !== null
    ? Object.fromEntries(Object.entries(part).map(([name, value]) => [name, String(value)]))
    : {};

/** The meetings next to one: in the list from which one came, else in time. None while they are not known. */
export const useNeighbours = (meeting: MeetingHead | undefined): Neighbours => {
  const { database, queries } = useServices();
  const { data } = useQuery({
    queryKey: ["meeting", meeting?.id, "neighbours", meeting?.occurred_at],
    queryFn: async ({ signal }) => {
      if (!meeting) return NONE;
      const { id, workspace_id: workspaceId, occurred_at: occurredAt } = meeting;
      const listed = await fromList(queries, database, meeting, signal);
      return listed ?? (await readNeighbours(database, { id, workspaceId, occurredAt }, signal));
    },
    enabled: meeting !== undefined,
    staleTime: 2_000,
  });
  return data ?? NONE;
};
