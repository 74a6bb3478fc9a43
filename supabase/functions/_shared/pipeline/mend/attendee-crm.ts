import * as z from "zod";
import type { CrmProvider } from "../../crm/provider.ts";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { type Result, ok } from "../../platform/result.ts";
import { mayActOn } from "../connect/may-act.ts";
import { type CrmConnection, connectionSchema } from "../log/work.ts";
import { type MendFailure, refuse } from "./mend-failure.ts";

export interface MendContext {
  database: Database;
  openCrm: (connection: CrmConnection) => Promise<CrmProvider>;
}

const loadedSchema = z.object({ email: z.string().nullable(), connection: connectionSchema.nullable() });

/** An attendee, and the CRM that they are to be logged in. */
interface AttendeeCrm {
  email: string | null;
  account: string;
  crm: CrmProvider;
}

/** How long a person waits for the CRM at most, in milliseconds: shorter than a browser waits for us. */
export const patienceMs = 20_000;

/** For whoever may act on the attendee, if the CRM can be asked. @throws DatabaseError */
export const openAttendeeCrm = async (
  { database, openCrm }: MendContext,
  userId: string,
  outcomeId: string,
): Promise<Result<AttendeeCrm, MendFailure>> => {
  const access = await mayActOn(database, userId, "attendee_outcomes", outcomeId);
  if (access !== "allowed") return refuse(access);
  const loaded = await settleOrThrow(database.rpc("load_attendee_crm", { outcome: outcomeId }));
  if (!loaded) return refuse("not_found");
  const { email, connection } = loadedSchema.parse(loaded);
  if (!connection || connection.status === "broken") return refuse("no_connection");
  return ok({ email, account: connection.account, crm: await openCrm(connection) });
};
