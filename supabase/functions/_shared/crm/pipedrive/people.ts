import { fail, ok } from "../../platform/result.ts";
import type { CrmFailure, CrmPerson, CrmProvider, CrmResult } from "../provider.ts";
import type { Client } from "./client.ts";
import { isId, notAnId, toCrmFailure } from "./ids.ts";
import { isSearchable, isSearchTerm, peopleWithAddress, toContact, toPerson, withoutRepeats } from "./map.ts";
import { personSchema, searchPageSchema } from "./wire-schemas.ts";

const megabyte = 1_000_000;
const searchPages = 5;
const mostShown = 20;

const isDeleted: CrmFailure = {
  kind: "gone",
  status: 404,
  message: "The person does not exist in Pipedrive any more.",
};

type People = Pick<CrmProvider, "findPeople" | "searchPeople" | "readPerson" | "createPerson">;

/** What can be done with Pipedrive's people. A search costs 20 tokens, a person 1, a new one 5. */
export const createPeople = (client: Client): People => {
  const search = (query: Record<string, string>, signal: AbortSignal) => {
    const path = "/api/v2/persons/search";
    return client.call({ method: "GET", path, query, search: true, maxBytes: 5 * megabyte }, searchPageSchema, signal);
  };

  const findPeople = async (email: string, signal: AbortSignal): Promise<CrmResult<CrmPerson[]>> => {
    const term = email.trim();
    if (!isSearchable(term)) return ok([]);
    const found: CrmPerson[] = [];
    let cursor: string | null | undefined;
    for (let page = 0; page < searchPages; page += 1) {
      const query = { term, fields: "email", exact_match: "true", limit: "50", ...(cursor ? { cursor } : {}) };
      const answer = await search(query, signal);
      if (answer.error) return fail(toCrmFailure(answer.error));
      found.push(...peopleWithAddress(answer.data, term));
      cursor = answer.data.additional_data?.next_cursor;
      if (!cursor) break;
    }
    return ok(withoutRepeats(found));
  };

  const searchPeople: CrmProvider["searchPeople"] = async (typed, signal) => {
    const term = typed.trim();
    if (!isSearchTerm(term)) return ok([]);
    const answer = await search({ term, fields: "name,email", limit: String(mostShown) }, signal);
    if (answer.error) return fail(toCrmFailure(answer.error));
    return ok(withoutRepeats(answer.data.data.items.map(toContact)).slice(0, mostShown));
  };

  const readPerson: CrmProvider["readPerson"] = async (personId, signal) => {
    if (!isId(personId)) return fail(notAnId);
    const call = { method: "GET", path: `/api/v2/persons/${personId}`, namesRecord: true } as const;
    const answer = await client.call(call, personSchema, signal);
    if (answer.error) return fail(toCrmFailure(answer.error));
    return answer.data.data.is_deleted ? fail(isDeleted) : ok(toPerson(answer.data));
  };

  const createPerson: CrmProvider["createPerson"] = async ({ name, email }, signal) => {
    const body = { name, emails: [{ value: email, primary: true }] };
    const answer = await client.call({ method: "POST", path: "/api/v2/persons", body }, personSchema, signal);
    return answer.error ? fail(toCrmFailure(answer.error)) : ok(toPerson(answer.data));
  };

  return { findPeople, searchPeople, readPerson, createPerson };
};
