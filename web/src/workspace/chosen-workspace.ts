const KEY = "debrief.workspace";

type Place = Pick<Storage, "getItem" | "setItem">;

/** The workspace that was chosen on this device; null without one, or without storage. */
export const chosenWorkspace = (place: () => Place = () => window.localStorage): string | null => {
  try {
    return place().getItem(KEY);
  } catch {
    return null;
  }
};

/** Remembers which workspace is to be shown. It takes effect when the page is loaded again, so that nothing of another stays. */
export const chooseWorkspace = (workspaceId: string, place: () => Place = () => window.localStorage): void => {
  try {
    place().setItem(KEY, workspaceId);
  } catch {
    // Private windows and full disks: the person's first workspace is shown.
  }
};

/** The membership in the chosen workspace, else the oldest one; null for nobody's. `memberships` has the oldest first. */
export const pickMembership = <Membership extends { workspace_id: string }>(
  memberships: readonly Membership[],
  chosen: string | null,
): Membership | null => memberships.find(({ workspace_id }) => workspace_id === chosen) ?? memberships[0] ?? null;
