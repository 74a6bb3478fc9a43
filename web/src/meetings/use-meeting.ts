import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useServices } from "@/app/services.tsx";
import { pollInterval } from "@/lib/polling.ts";
import {
  type MeetingHead,
  readCrmAccount,
  readMeetingContent,
  readMeetingHead,
  readOtherRecordings,
} from "./read-meeting.ts";

/** One meeting: its head is polled, its content is read once and again when the head says that it has changed. */
export const useMeeting = (id: string) => {
  const { database } = useServices();
  const head = useQuery({
    queryKey: ["meeting", id, "head"],
    queryFn: ({ signal }) => readMeetingHead(database, id, signal),
    refetchInterval: pollInterval,
  });
  const content = useQuery({
    queryKey: ["meeting", id, "content"],
    queryFn: ({ signal }) => readMeetingContent(database, id, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

  const isOld = head.data && content.data && head.data.updated_at > content.data.updated_at;
  const { refetch } = content;
  useEffect(() => {
    if (isOld) void refetch();
  }, [isOld, refetch]);

  return { head, content };
};

/** The account in which people are; null without one. `isKnown`: it has been read, or could not be. */
export const useCrmAccount = (workspaceId: string | undefined): { account: string | null; isKnown: boolean } => {
  const { database } = useServices();
  const { data, isPending } = useQuery({
    queryKey: ["crm-account", workspaceId],
    queryFn: ({ signal }) => readCrmAccount(database, workspaceId ?? "", signal),
    enabled: workspaceId !== undefined,
    staleTime: 60_000,
  });
  return { account: data ?? null, isKnown: !isPending };
};

/** The other recordings of a meeting's conversation; undefined while they are not known. */
export const useOtherRecordings = (meeting: Pick<MeetingHead, "id" | "recording_of" | "other_recordings">) => {
  const { database } = useServices();
  const { id, recording_of, other_recordings } = meeting;
  const { data } = useQuery({
    queryKey: ["meeting", id, "recordings", recording_of, other_recordings],
    queryFn: ({ signal }) => readOtherRecordings(database, meeting, signal),
    staleTime: 60_000,
  });
  return data;
};
