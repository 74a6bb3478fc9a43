import { useQuery } from "@tanstack/react-query";
import { useServices } from "@/app/services.tsx";
import { listInvitations, listPeople } from "./list-people.ts";

const PEOPLE_KEY = ["people"] as const;
const INVITATIONS_KEY = ["invitations"] as const;

/** What is read again when somebody was invited, changed or removed. */
export const MEMBERS = [PEOPLE_KEY, INVITATIONS_KEY];

/** Who is in the workspace; nothing is read without one. */
export const usePeople = (workspaceId: string | undefined) => {
  const { database } = useServices();
  const { data, error, failureCount } = useQuery({
    queryKey: [...PEOPLE_KEY, workspaceId],
    queryFn: ({ signal }) => listPeople(database, workspaceId ?? "", signal),
    enabled: workspaceId !== undefined,
  });
  return { people: data, error, isKnown: data !== undefined || failureCount > 0 };
};

/** Who is invited; for administrators: nobody else sees any. */
export const useInvitations = (workspaceId: string | undefined) => {
  const { database } = useServices();
  const { data, failureCount } = useQuery({
    queryKey: [...INVITATIONS_KEY, workspaceId],
    queryFn: ({ signal }) => listInvitations(database, workspaceId ?? "", signal),
    enabled: workspaceId !== undefined,
  });
  return { invitations: data ?? [], isKnown: data !== undefined || failureCount > 0 };
};
