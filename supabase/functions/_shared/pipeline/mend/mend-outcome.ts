import * as z from "zod";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { type Result, ok } from "../../platform/result.ts";
import { mayActOn } from "../connect/may-act.ts";
import { type MendFailure, refuse } from "./mend-failure.ts";

/** `waiting`: it will be logged in a moment. `kept`: it counts from the next meeting on. */
export interface Mended {
  status: "waiting" | "kept";
}

const answerSchema = z.enum([
  "done",
  "kept",
  "already_logged",
  "waiting",
  "internal",
  "erased",
  "no_email",
  "not_a_candidate",
  "no_connection",
]);

/** What one of the functions that mend an outcome said. */
export const readAnswer = (said: unknown): Result<Mended, MendFailure> => {
  const answer = answerSchema.parse(said);
  if (answer === "done") return ok({ status: "waiting" });
  return answer === "kept" ? ok({ status: "kept" }) : refuse(answer);
};

const mend = async (
  database: Database,
  userId: string,
  outcomeId: string,
  act: () => Promise<unknown>,
): Promise<Result<Mended, MendFailure>> => {
  const access = await mayActOn(database, userId, "attendee_outcomes", outcomeId);
  return access === "allowed" ? readAnswer(await act()) : refuse(access);
};

/** Looks the attendee up and logs them once more, as somebody asks for. Twice is once. @throws DatabaseError */
export const logAgain = (database: Database, userId: string, outcomeId: string) =>
  mend(database, userId, outcomeId, () =>
    settleOrThrow(database.rpc("log_attendee_again", { outcome: outcomeId, asker: userId })),
  );

/** One of the people with the attendee's address is the right one: for this workspace, for ever. @throws DatabaseError */
export const choosePerson = (database: Database, userId: string, outcomeId: string, personId: string) =>
  mend(database, userId, outcomeId, () =>
    settleOrThrow(database.rpc("choose_person", { outcome: outcomeId, chooser: userId, person: personId })),
  );
