import { useQuery } from "@tanstack/react-query";
import { useServices, useSession } from "@/app/services.tsx";
import { POLL_INTERVAL_MS } from "@/lib/polling.ts";
import { readSettings } from "./read-settings.ts";

export const SETTINGS_KEY = ["settings"] as const;

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
