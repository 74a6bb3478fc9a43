import { cleanEmail } from "../../meetings/clean-text.ts";
import { type Result, fail, ok } from "../../platform/result.ts";
import type { FathomApi, TeamMember } from "../../sources/fathom/api/client.ts";
import type { FathomFailure } from "../../sources/fathom/api/failure.ts";
import { walkPages } from "../../sources/fathom/api/walk-pages.ts";
import type { Listed } from "../fathom/listed-item.ts";

/** Somebody of the team, as the database remembers them (`fathom_people`). */
export type SeenPerson = {
  email: string;
  name: string | null;
  isMember: boolean;
  lastRecordedAt: string | null;
};

const mostPages = 20;

const domainOf = (email: string): string => email.slice(email.lastIndexOf("@") + 1);

/**
 * The members of the key owner's team, as far as Fathom tells; nobody when it does not. Only a refused key and being over the limit
 * are failures: the rest of the work does not depend on it.
 */
export const readMembers = async (
  api: FathomApi,
  signal: AbortSignal,
): Promise<Result<TeamMember[], Pick<FathomFailure, "message" | "retryAfterMs"> & { kind: string }>> => {
  const members: TeamMember[] = [];
  for await (const { data, error } of walkPages((cursor) => api.teamMembers(cursor, signal), mostPages)) {
    if (error) return error.kind === "unauthorized" || error.kind === "rate_limited" ? fail(error) : ok(members);
    members.push(...data.items);
  }
  return ok(members);
};

/** Members, and colleagues (by the domain of the address) who were seen recording, each once. */
export const peopleIn = (listed: Listed[], members: TeamMember[], fathomUserEmail: string): SeenPerson[] => {
  const people = new Map<string, SeenPerson>();
  for (const { name, email } of members) {
    const address = cleanEmail(email);
    if (address) people.set(address, { email: address, name, isMember: true, lastRecordedAt: null });
  }
  for (const { meeting, createdAt } of listed) {
    const email = meeting?.recordedByEmail ?? null;
    if (email === null || (!people.has(email) && domainOf(email) !== domainOf(fathomUserEmail))) continue;
    const known = people.get(email);
    const lastRecordedAt = [known?.lastRecordedAt ?? "", createdAt ?? ""].toSorted().at(-1) || null;
    people.set(email, {
      email,
      name: known?.name ?? meeting?.recordedByName ?? null,
      isMember: known?.isMember ?? false,
      lastRecordedAt,
    });
  }
  return [...people.values()];
};
