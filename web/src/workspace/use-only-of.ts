import { useSession } from "@/app/services.tsx";
import { mayManage } from "./roles.ts";
import { useMembership } from "./use-membership.ts";

/**
 * Whose rows alone the signed-in person sees in the workspace: their own, or everybody's (null). Row-level security says so anyway; said
 * by the query too, it lets the database read theirs without looking at those of others.
 */
export const useOnlyOf = (): string | null => {
  const membership = useMembership();
  const session = useSession();
  return membership && !mayManage(membership) && session.kind === "signedIn" ? session.userId : null;
};
