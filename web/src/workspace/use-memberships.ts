import { useQuery } from "@tanstack/react-query";
import { useServices, useSession } from "@/app/services.tsx";
import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";

export const MEMBERSHIPS_KEY = ["memberships"] as const;

const listMemberships = async (database: DatabaseClient, userId: string, signal: AbortSignal) => {
  const query = database.from("workspace_members").select("workspace_id, role, workspaces(name)").eq("user_id", userId);
  return dataOf(await query.order("created_at").order("workspace_id").abortSignal(signal));
};

/** Every workspace that the signed-in person is in, the oldest membership first. */
export const useMemberships = () => {
  const { database } = useServices();
  const session = useSession();
  const userId = session.kind === "signedIn" ? session.userId : null;
  return useQuery({
    queryKey: [...MEMBERSHIPS_KEY, userId],
    queryFn: ({ signal }) => listMemberships(database, userId ?? "", signal),
    enabled: userId !== null,
    staleTime: 60_000,
  });
};
