import { useQuery } from "@tanstack/react-query";
import { useServices, useSession } from "@/app/services.tsx";
import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";

const readMembership = async (database: DatabaseClient, userId: string, signal: AbortSignal) => {
  const query = database.from("workspace_members").select("workspace_id, role").eq("user_id", userId);
  return dataOf(await query.order("created_at").limit(1).abortSignal(signal))[0] ?? null;
};

/** The workspace of the signed-in person, and what they are in it; null while it is not known. */
export const useMembership = () => {
  const { database } = useServices();
  const session = useSession();
  const userId = session.kind === "signedIn" ? session.userId : null;
  const { data } = useQuery({
    queryKey: ["membership"],
    queryFn: ({ signal }) => readMembership(database, userId ?? "", signal),
    enabled: userId !== null,
    staleTime: 60_000,
  });
  return data ?? null;
};
