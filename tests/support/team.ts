import {
  type Answer,
  type DeliveryOptions,
  type NewTeamOptions,
  type Team,
  newTeam,
  post,
  postSigned,
} from "./new-team.ts";
import { theStack } from "./the-stack.ts";

export type { Answer, DeliveryOptions, Team } from "./new-team.ts";

/** Posts to the webhook without any proof. */
export const postUnsigned = (payload: unknown, query = "", headers: Record<string, string> = {}): Promise<Answer> =>
  post(`${theStack().webhookUrl}${query}`, typeof payload === "string" ? payload : JSON.stringify(payload), headers);

export const deliverSigned = (payload: unknown, secret: string, options: DeliveryOptions = {}): Promise<Answer> =>
  postSigned(options.url ?? theStack().webhookUrl, payload, secret, options);

/** A user with a workspace of their own on the stack of these tests. */
export const createTeam = (options: NewTeamOptions = {}): Promise<Team> => newTeam(theStack(), options);

/** A token for the team's integration, in place of the former one. */
export const makeToken = async (team: Team): Promise<string> => {
  const { body } = await team.api(`/fathom-integrations/${team.integrationId}/token`, {});
  return new URL(String(body["webhookUrl"])).searchParams.get("token") ?? "";
};

/** Rings the worker as the clock does, and waits until it has nothing more to do. */
export const ringWorker = async (): Promise<{ claimed: number; done: number; failed: number }> => {
  const { apiUrl, secretKey } = theStack();
  const response = await fetch(`${apiUrl}/functions/v1/worker`, { method: "POST", headers: { apikey: secretKey } });
  if (response.status !== 200) throw new Error(`the worker answered ${response.status}`);
  return response.json();
};
