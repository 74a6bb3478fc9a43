import * as z from "zod";
import type { CrmPerson, CrmProvider } from "../../crm/provider.ts";
import { settleOrThrow } from "../../platform/database.ts";
import { type Result, ok } from "../../platform/result.ts";
import { type MendContext, openAttendeeCrm, patienceMs } from "./attendee-crm.ts";
import { type MendFailure, refuse, refusedByCrm } from "./mend-failure.ts";
import { type Mended, readAnswer } from "./mend-outcome.ts";

const begunSchema = z.enum(["begun", "waiting", "internal", "no_email", "already_logged", "several", "unsure"]);

/** Who it is now, and whether they were made for it. */
interface Found {
  person: CrmPerson;
  wasCreated: boolean;
}

/** `mayExist`: it is not known whether the person was made. */
type Sought = Result<Found, { failure: Result<never, MendFailure>; mayExist: boolean }>;

const certain = (failure: Result<never, MendFailure>): Sought => ({ data: null, error: { failure, mayExist: false } });

/** Whoever has the address, else somebody new. */
const findOrCreate = async (crm: CrmProvider, name: string, email: string, signal: AbortSignal): Promise<Sought> => {
  const found = await crm.findPeople(email, signal);
  if (found.error) return certain(refusedByCrm(found.error));
  const [person, another] = found.data;
  if (another) return certain(refuse("several"));
  if (person) return ok({ person, wasCreated: false });
  const created = await crm.createPerson({ name, email }, signal);
  if (!created.error) return ok({ person: created.data, wasCreated: true });
  if (created.error.kind !== "uncertain") return certain(refusedByCrm(created.error));
  return { data: null, error: { failure: refuse("unsure"), mayExist: true } };
};

/**
 * Makes a contact in the CRM for the attendee's address and has them logged on it. However often and by whomever it is asked
 * for there is one contact: the intent is saved first, and nothing is made before a search has found nobody; where the answer
 * to it was lost, not before the CRM's search can be expected to know. @throws DatabaseError
 */
export const createContact = async (
  context: MendContext,
  userId: string,
  outcomeId: string,
  name: string,
): Promise<Result<Mended, MendFailure>> => {
  const { database } = context;
  const opened = await openAttendeeCrm(context, userId, outcomeId);
  if (opened.error) return opened;
  const { email, crm, account } = opened.data;
  const outcome = { outcome: outcomeId };
  const begun = begunSchema.parse(await settleOrThrow(database.rpc("begin_person_creation", outcome)));
  if (email === null) return refuse("no_email");
  if (begun !== "begun") return refuse(begun);

  const sought = await findOrCreate(crm, name, email, AbortSignal.timeout(patienceMs));
  if (sought.error) {
    if (!sought.error.mayExist) await settleOrThrow(database.rpc("end_person_creation", outcome));
    return sought.error.failure;
  }
  const { person, wasCreated } = sought.data;
  const choice = { ...outcome, chooser: userId, crm_account: account, was_created: wasCreated };
  return readAnswer(
    await settleOrThrow(database.rpc("choose_anybody", { ...choice, person: person.id, person_name: person.name })),
  );
};
