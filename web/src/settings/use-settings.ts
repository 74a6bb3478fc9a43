import { useQuery } from "@tanstack/react-query";
import { DRY_RUN_KEY } from "@/dry-run/use-dry-run.ts";
import { useServices, useSession } from "@/app/services.tsx";
import { pollInterval } from "@/lib/polling.ts";
import { useMembership } from "@/workspace/use-membership.ts";
import { useMemberships } from "@/workspace/use-memberships.ts";
import { readSettings } from "./read-settings.ts";

const SETTINGS_KEY = ["settings"] as const;

/** What is read again when a setting was changed. */
export const SETTINGS = [SETTINGS_KEY, DRY_RUN_KEY];

/** What is connected, kept up to date while somebody looks: the first event of a new webhook shows by itself. */
export const useSettings = () => {
  const { database } = useServices();
  const session = useSession();
  const userId = session.kind === "signedIn" ? session.userId : "";
  const memberships = useMemberships();
  const workspaceId = useMembership()?.workspace_id ?? null;
  const settings = useQuery({
    queryKey: [...SETTINGS_KEY, workspaceId],
    queryFn: ({ signal }) => readSettings(database, { userId, workspaceId: workspaceId ?? "" }, signal),
    enabled: workspaceId !== null,
    refetchInterval: pollInterval,
  });
  if (workspaceId !== null) return settings;
  const { error, isFetching, refetch } = memberships;
  return { data: memberships.data && null, error, isFetching, refetch };
};
