import { useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import type { MeetingHead } from "../read-meeting.ts";
import { type Neighbours, readNeighbours } from "./read-neighbours.ts";

const NONE: Neighbours = { newer: null, older: null };

/** The meetings next to one in time; none while they are not known. */
export const useNeighbours = (meeting: MeetingHead | undefined): Neighbours => {
  const { database } = useServices();
  const { data } = useQuery({
    queryKey: ["meeting", meeting?.id, "neighbours", meeting?.occurred_at],
    queryFn: ({ signal }) =>
      meeting
        ? readNeighbours(
            database,
            { id: meeting.id, workspaceId: meeting.workspace_id, occurredAt: meeting.occurred_at },
            signal,
          )
        : NONE,
    enabled: meeting !== undefined,
    staleTime: 30_000,
  });
  return data ?? NONE;
};
