import { type Result, fail, ok } from "../../platform/result.ts";
import type { FathomFailure } from "../../sources/fathom/api/failure.ts";
import { type Survey, surveyAccount } from "../../sources/fathom/api/survey.ts";
import { type FathomContext, connectFathomApi } from "../fathom/open-fathom.ts";

export interface FathomProblem {
  code:
    | "invalid_api_key"
    | "rate_limited"
    | "email_not_visible"
    | "destination_refused"
    | "invalid_signing_secret"
    | "not_connected"
    | "unavailable";
  message: string;
}

/** What an API key sees, and as whose account it would be connected. */
export interface FathomAccount extends Survey {
  /** null: there is nothing to tell by, and nobody was asked for. */
  fathomUserEmail: string | null;
}

const testTimeoutMs = 25_000;

/** As somebody reads it who waits for the answer. */
export const problemOf = ({ kind, message }: Pick<FathomFailure, "kind" | "message">): FathomProblem => {
  switch (kind) {
    case "unauthorized":
      return { code: "invalid_api_key", message };
    case "rate_limited":
      return { code: "rate_limited", message };
    default:
      return { code: "unavailable", message };
  }
};

const mostNamed = 5;

const notVisible = (email: string, { people }: Survey): FathomProblem => {
  const named = people.slice(0, mostNamed).map((person) => person.email);
  const others = people.length - named.length;
  return {
    code: "email_not_visible",
    message:
      `This API key sees nothing of ${email}; it sees ${named.join(", ")}${others > 0 ? ` and ${others} more` : ""}. ` +
      "Enter the e-mail of the account in which the key was made, or make a key in the account of this e-mail.",
  };
};

/**
 * As whose account a key is connected. Fathom does not say whose a key is, so the address is compared with what the key sees;
 * a new account sees nobody, then there is nothing to compare with.
 */
export const chooseAddress = (asked: string | undefined, survey: Survey): Result<string | null, FathomProblem> => {
  const email = asked?.toLowerCase();
  const { people } = survey;
  if (email !== undefined) {
    const isSeen = people.length === 0 || people.some((person) => person.email === email);
    return isSeen ? ok(email) : fail(notVisible(email, survey));
  }
  const [likeliest] = people.toSorted((a, b) => b.recordings - a.recordings);
  return ok(likeliest !== undefined && likeliest.recordings > 0 ? likeliest.email : null);
};

/** Whether an API key works, what it sees and whose it is. Saves nothing. */
export const testFathomKey = async (
  { apiKey, fathomUserEmail }: { apiKey: string; fathomUserEmail?: string | undefined },
  context: FathomContext,
): Promise<Result<FathomAccount, FathomProblem>> => {
  const api = connectFathomApi(apiKey, context);
  const { data: survey, error } = await surveyAccount(api, AbortSignal.timeout(testTimeoutMs));
  if (error) return fail(problemOf(error));
  const chosen = chooseAddress(fathomUserEmail, survey);
  return chosen.error ? fail(chosen.error) : ok({ ...survey, fathomUserEmail: chosen.data });
};
