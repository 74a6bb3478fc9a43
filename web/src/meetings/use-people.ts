import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import * as z from "zod/mini";
import { useServices } from "@/app/services.tsx";
import { callApi } from "@/lib/call-api.ts";

const text = z.string();
const foundSchema = z.object({
  people: z.array(z.object({ id: text, name: text, organization: z.nullable(text), emails: z.array(text) })),
});

export type FoundPerson = z.output<typeof foundSchema>["people"][number];

/** Every search costs the account something, so it is asked when somebody has stopped to type. */
const PAUSE_MS = 400;
const SHORTEST = 2;

/** People in the CRM whom the words may mean; null while nothing was asked for. What was found before stays until then. */
export const usePeople = (outcomeId: string, words: string) => {
  const { api } = useServices();
  const [term, setTerm] = useState(words.trim());
  useEffect(() => {
    const timer = setTimeout(() => setTerm(words.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words]);
  const isLongEnough = term.length >= SHORTEST;
  const { data, isFetching, refetch } = useQuery({
    queryKey: ["people", outcomeId, term],
    queryFn: () =>
      callApi(api, `attendee-outcomes/${outcomeId}/people?${new URLSearchParams({ term })}`, {}, foundSchema, "GET"),
    enabled: isLongEnough,
    staleTime: 60_000,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  });
  return {
    people: isLongEnough ? (data?.data?.people ?? null) : null,
    problem: isFetching || !isLongEnough ? null : (data?.error?.message ?? null),
    isSearching: isFetching || (words.trim() !== term && words.trim().length >= SHORTEST),
    isLongEnough,
    refetch,
  };
};
