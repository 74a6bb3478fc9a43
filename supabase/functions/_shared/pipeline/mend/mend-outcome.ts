import * as z from "zod";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { type Result, fail, ok } from "../../platform/result.ts";
import { maySeeTeam, membershipOf } from "../connect/workspace-role.ts";

export interface MendFailure {
  code: "not_found" | "already_logged" | "waiting" | "internal" | "no_email" | "not_a_candidate" | "no_connection";
  message: string;
}

const sentences: Record<MendFailure["code"], string> = {
  not_found: "There is no such attendee.",
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

/** Whether the user may act on the attendee: their own meeting, or a manager's workspace. @throws DatabaseError */
const mayMend = async (database: Database, userId: string, outcomeId: string): Promise<boolean> => {
  const rows = await settleOrThrow(
    database.from("attendee_outcomes").select("user_id, workspace_id").eq("id", outcomeId).limit(1),
  );
  const [outcome] = rows ?? [];
  if (!outcome) return false;
  const membership = await membershipOf(database, userId, outcome.workspace_id);
  return membership !== null && (outcome.user_id === userId || maySeeTeam(membership));
};

const mend = async (
  database: Database,
  userId: string,
  outcomeId: string,
  act: () => Promise<unknown>,
): Promise<Result<{ status: "waiting" }, MendFailure>> => {
  if (!(await mayMend(database, userId, outcomeId))) return fail({ code: "not_found", message: sentences.not_found });
  const answer = answerSchema.parse(await act());
  return answer === "done" ? ok({ status: "waiting" }) : fail({ code: answer, message: sentences[answer] });
};

/** Looks the attendee up and logs them once more, as somebody asks for. Twice is once. @throws DatabaseError */
export const logAgain = (database: Database, userId: string, outcomeId: string) =>
  mend(database, userId, outcomeId, () => settleOrThrow(database.rpc("log_attendee_again", { outcome: outcomeId })));

/** One of the people with the attendee's address is the right one: for this workspace, for ever. @throws DatabaseError */
export const choosePerson = (database: Database, userId: string, outcomeId: string, personId: string) =>
  mend(database, userId, outcomeId, () =>
    settleOrThrow(database.rpc("choose_person", { outcome: outcomeId, chooser: userId, person: personId })),
  );
