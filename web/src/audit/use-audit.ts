import { useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { pollInterval } from "@/lib/polling.ts";
import { usePages } from "@/lib/use-pages.ts";
import type { AuditFilter } from "./audit-search.ts";
import { countAudit, listAudit } from "./list-audit.ts";

/** The first pages of the audit trail. */
export const useAudit = (workspaceId: string | undefined, filter: AuditFilter, pages: number) => {
  const { database } = useServices();
  return usePages({
    queryKey: ["audit", "list", workspaceId, filter],
    read: (after, signal) => listAudit(database, workspaceId ?? "", filter, after, signal),
    pages,
    enabled: workspaceId !== undefined,
  });
};

/** How many lines there are with each outcome; null while it is not known. */
export const useAuditCounts = (workspaceId: string | undefined, { from, to, q }: AuditFilter) => {
  const { database } = useServices();
  const filter = { from, to, q };
  const { data } = useQuery({
    queryKey: ["audit", "counts", workspaceId, filter],
    queryFn: ({ signal }) => countAudit(database, workspaceId ?? "", filter, signal),
    enabled: workspaceId !== undefined,
    refetchInterval: pollInterval,
    placeholderData: (before) => before,
  });
  return data ?? null;
};
