import postgres from "postgres";

import { type Team, createTeam } from "../support/team.ts";
import { theStack } from "../support/the-stack.ts";

/** What a page shows and no test can bring about in a second (an alert after a day of tries) is put into the database. */
export const openSql = (): postgres.Sql => postgres(theStack().dbUrl, { max: 1, onnotice: () => undefined });

/** A second user, who is in the first one's workspace only. */
export const addColleague = async (sql: postgres.Sql, team: Team, role: "manager" | "member"): Promise<Team> => {
  const colleague = await createTeam({ crm: false });
  await sql`update public.workspace_members set workspace_id = ${team.workspaceId}, role = ${role} where user_id = ${colleague.userId}`;
  return colleague;
};
