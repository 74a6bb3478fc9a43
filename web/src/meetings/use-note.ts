import { useQuery } from "@tanstack/react-query";
import * as z from "zod/mini";
import { useServices } from "@/app/services.tsx";
import { callApi } from "@/lib/call-api.ts";

const noteSchema = z.object({ html: z.string(), isWritten: z.boolean() });

/** The note on an attendee as it is or would be written. Not kept: the next time it may say more. */
export const useNote = (outcomeId: string) => {
  const { api } = useServices();
  const { data, isFetching, refetch } = useQuery({
    queryKey: ["note", outcomeId],
    queryFn: () => callApi(api, `attendee-outcomes/${outcomeId}/note`, {}, noteSchema, "GET"),
    gcTime: 0,
  });
  return { note: data?.data, problem: isFetching ? null : data?.error?.message, busy: isFetching, refetch };
};
