import { useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { pollInterval } from "@/lib/polling.ts";
import { readHistory } from "./read-history.ts";

/** What has happened to a meeting; read again with its head. */
export const useHistory = (meetingId: string) => {
  const { database } = useServices();
  return useQuery({
    queryKey: ["meeting", meetingId, "history"],
    queryFn: ({ signal }) => readHistory(database, meetingId, signal),
    refetchInterval: pollInterval,
  });
};
