import { useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";

const readSample = async (database: DatabaseClient, workspaceId: string, signal: AbortSignal) => {
  const query = database
    .from("attendee_outcomes")
    .select("id, name, email, meeting_id, meetings!inner(title)")
    .eq("workspace_id", workspaceId)
    .neq("status", "skipped_internal")
    .order("updated_at", { ascending: false })
    .limit(1)
    .abortSignal(signal);
  return dataOf(await query)[0] ?? null;
};

/** The latest attendee from outside: whose note shows what notes look like. Null when there has been none. */
export const useSample = (workspaceId: string) => {
  const { database } = useServices();
  return useQuery({
    queryKey: ["note", "sample", workspaceId],
    queryFn: ({ signal }) => readSample(database, workspaceId, signal),
  });
};
