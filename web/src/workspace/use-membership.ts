import { chosenWorkspace, pickMembership } from "./chosen-workspace.ts";
import { useMemberships } from "./use-memberships.ts";

/** The workspace that the signed-in person looks at, and what they are in it; null while it is not known, or without one. */
export const useMembership = () => {
  const { data } = useMemberships();
  return data ? pickMembership(data, chosenWorkspace()) : null;
};
