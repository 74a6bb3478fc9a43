import { useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { pollInterval } from "@/lib/polling.ts";
import { listFailed } from "./list-failed.ts";
import type { Alert } from "./use-alerts.ts";

export const FAILED_KEY = ["failed-attendees"] as const;

/** Whether there may be attendees behind an alert. */
export const isAboutAttendees = ({ kind }: Pick<Alert, "kind">): boolean => kind === "dead_letter";

/** The attendees that failed since an alert began; nobody without one. */
export const useFailed = (alert: Alert | undefined) => {
  const { database } = useServices();
  const { data, failureCount } = useQuery({
    queryKey: [...FAILED_KEY, alert?.workspace_id, alert?.first_at],
    queryFn: ({ signal }) => listFailed(database, alert?.workspace_id ?? "", alert?.first_at ?? "", signal),
    enabled: alert !== undefined,
    refetchInterval: pollInterval,
  });
  return { failed: data ?? null, isKnown: alert === undefined || data !== undefined || failureCount > 0 };
};
