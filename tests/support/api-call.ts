import type { Team } from "./team.ts";
import { theStack } from "./the-stack.ts";

/** Calls the function `api` as the team's user, by any method. */
export const callApi = async (team: Pick<Team, "client">, method: string, path: string, body?: unknown) => {
  const { data } = await team.client.auth.getSession();
  const response = await fetch(`${theStack().apiUrl}/functions/v1/api${path}`, {
    method,
    headers: { authorization: `Bearer ${data.session?.access_token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text), text };
};
