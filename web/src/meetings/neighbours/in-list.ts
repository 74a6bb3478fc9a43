import type { Neighbour, Neighbours } from "./read-neighbours.ts";

/** Meetings in their order, as far as they were loaded. */
export interface LoadedList {
  meetings: readonly Neighbour[];
  /** Whether more would come after them. */
  hasMore: boolean;
}

/** Who stand next to a meeting in a list, and whether that is all: null when the meeting is not in it. */
export const neighboursIn = (
  { meetings, hasMore }: LoadedList,
  id: string,
): (Neighbours & { endsHere: boolean }) | null => {
  const at = meetings.findIndex((meeting) => meeting.id === id);
  if (at === -1) return null;
  const older = meetings[at + 1] ?? null;
  return { newer: meetings[at - 1] ?? null, older, endsHere: older === null && hasMore };
};
