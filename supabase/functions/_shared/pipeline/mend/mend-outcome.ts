import * as z from "zod";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { type Result, fail, ok } from "../../platform/result.ts";
import { mayActOn } from "../connect/may-act.ts";

export interface MendFailure {
  code:
    | "not_found"
    | "forbidden"
    | "already_logged"
    | "waiting"
    | "internal"
    | "no_email"
    | "not_a_candidate"
    | "no_connection";
  message: string;
}

const sentences: Record<MendFailure["code"], string> = {
  not_found: "There is no such attendee.",
  forbidden: "This is a colleague's meeting. Ask them, or a manager of the workspace.",
  already_logged: "This attendee is logged already.",
  waiting: "Debrief is at it already. Look again in a moment.",
  internal: "This attendee is one of yours and is not logged.",
  no_email: "This attendee has no e-mail address to look for.",
  not_a_candidate: "This is none of the people to choose from. Load the page again.",
  no_connection: "No CRM is connected. Connect Pipedrive in Settings first.",
};

const answerSchema = z.enum([
  "done",
  "already_logged",
  "waiting",
  "internal",
  "no_email",
  "not_a_candidate",
  "no_connection",
]);

const mend = async (
  database: Database,
  userId: string,
  outcomeId: string,
  act: () => Promise<unknown>,
): Promise<Result<{ status: "waiting" }, MendFailure>> => {
  const access = await mayActOn(database, userId, "attendee_outcomes", outcomeId);
  if (access !== "allowed") return fail({ code: access, message: sentences[access] });
  const answer = answerSchema.parse(await act());
  return answer === "done" ? ok({ status: "waiting" }) : fail({ code: answer, message: sentences[answer] });
};

/** Looks the attendee up and logs them once more, as somebody asks for. Twice is once. @throws DatabaseError */
export const logAgain = (database: Database, userId: string, outcomeId: string) =>
  mend(database, userId, outcomeId, () => settleOrThrow(database.rpc("log_attendee_again", { outcome: outcomeId, asker: userId })));

/** One of the people with the attendee's address is the right one: for this workspace, for ever. @throws DatabaseError */
export const choosePerson = (database: Database, userId: string, outcomeId: string, personId: string) =>
  mend(database, userId, outcomeId, () =>
    settleOrThrow(database.rpc("choose_person", { outcome: outcomeId, chooser: userId, person: personId })),
  );
