import type { CrmContact } from "../../crm/provider.ts";
import { settleOrThrow } from "../../platform/database.ts";
import { type Result, ok } from "../../platform/result.ts";
import { type MendContext, openAttendeeCrm, patienceMs } from "./attendee-crm.ts";
import { type MendFailure, refusedByCrm } from "./mend-failure.ts";
import { type Mended, readAnswer } from "./mend-outcome.ts";

/** Whom in the CRM a name or address may mean, for somebody who looks for an attendee. @throws DatabaseError */
export const searchPeople = async (
  context: MendContext,
  userId: string,
  outcomeId: string,
  term: string,
): Promise<Result<CrmContact[], MendFailure>> => {
  const opened = await openAttendeeCrm(context, userId, outcomeId);
  if (opened.error) return opened;
  const { data, error } = await opened.data.crm.searchPeople(term, AbortSignal.timeout(patienceMs));
  return error ? refusedByCrm(error) : ok(data);
};

/**
 * Anybody in the CRM is the right one: for the attendee's address, for this workspace and for ever; without an address for
 * this meeting. @throws DatabaseError
 */
export const assignPerson = async (
  context: MendContext,
  userId: string,
  outcomeId: string,
  personId: string,
): Promise<Result<Mended, MendFailure>> => {
  const opened = await openAttendeeCrm(context, userId, outcomeId);
  if (opened.error) return opened;
  const { crm, account } = opened.data;
  const { data: person, error } = await crm.readPerson(personId, AbortSignal.timeout(patienceMs));
  if (error) return refusedByCrm(error);
  const choice = { outcome: outcomeId, chooser: userId, crm_account: account };
  return readAnswer(
    await settleOrThrow(
      context.database.rpc("choose_anybody", { ...choice, person: person.id, person_name: person.name }),
    ),
  );
};
