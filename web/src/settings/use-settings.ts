import { useQuery } from "@tanstack/react-query";
import { DRY_RUN_KEY } from "@/dry-run/use-dry-run.ts";
import { useServices, useSession } from "@/app/services.tsx";
import { POLL_INTERVAL_MS } from "@/lib/polling.ts";
import { readSettings } from "./read-settings.ts";

const SETTINGS_KEY = ["settings"] as const;

/** What is read again when a setting was changed. */
export const SETTINGS = [SETTINGS_KEY, DRY_RUN_KEY];

/** What is connected, kept up to date while somebody looks: the first event of a new webhook shows by itself. */
export const useSettings = () => {
  const { database } = useServices();
  const session = useSession();
  const userId = session.kind === "signedIn" ? session.userId : null;
  return useQuery({
    queryKey: SETTINGS_KEY,
    queryFn: ({ signal }) => readSettings(database, userId ?? "", signal),
    enabled: userId !== null,
    refetchInterval: POLL_INTERVAL_MS,
  });
};
