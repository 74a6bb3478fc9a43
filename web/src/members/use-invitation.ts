import { useQuery } from "@tanstack/react-query";
import * as z from "zod/mini";
import { useServices } from "@/app/services.tsx";
import { callApi } from "@/lib/call-api.ts";

const seenSchema = z.object({ workspaceName: z.string(), email: z.string(), role: z.string() });

/** What the link of an invitation says, signed in or not: `failure` is a sentence. */
export const useInvitation = (token: string) => {
  const { api } = useServices();
  const { data, isFetching, refetch } = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => {
      const anybody = { ...api, accessToken: async () => api.publishableKey };
      return callApi(anybody, "invitations/look", { token }, seenSchema);
    },
    staleTime: Infinity,
  });
  return {
    invitation: data?.data ?? null,
    failure: data?.error ?? null,
    isKnown: data !== undefined,
    isFetching,
    lookAgain: () => void refetch(),
  };
};

export type SeenInvitation = z.output<typeof seenSchema>;
