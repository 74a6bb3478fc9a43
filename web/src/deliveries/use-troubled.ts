import { useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { POLL_INTERVAL_MS } from "@/lib/polling.ts";
import { listTroubled } from "./troubled.ts";

export const TROUBLED_KEY = ["troubled-deliveries"] as const;

export const useTroubled = () => {
  const { database } = useServices();
  const { data, failureCount } = useQuery({
    queryKey: TROUBLED_KEY,
    queryFn: ({ signal }) => listTroubled(database, signal),
    refetchInterval: POLL_INTERVAL_MS,
  });
  return { troubled: data ?? null, isKnown: data !== undefined || failureCount > 0 };
};
