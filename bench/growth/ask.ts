import type postgres from "postgres";
import { personOf } from "./ids.ts";
import { type Asker, type Place, type Question, placeIds } from "./questions.ts";

/** A filled database, and where in it one asks. */
export interface World {
  sql: postgres.Sql;
  /** How many meetings it has. */
  meetings: number;
  workspace: number;
  place: Place;
}

const middleOf = async (sql: postgres.Sql, relation: string, at: string, workspaceId: string) => {
  const [row] = await sql.unsafe<{ id: string; at: string }[]>(
    `select id, to_json(${at}) #>> '{}' as at from public.${relation} where workspace_id = $1 order by ${at} desc, id desc
     offset (select count(*) / 2 from public.${relation} where workspace_id = $1) limit 1`,
    [workspaceId],
  );
  if (!row) throw new Error(`${relation} of the workspace is empty`);
  return row;
};

export const placeOf = async (sql: postgres.Sql, workspace: number): Promise<Place> => {
  const ids = placeIds(workspace);
  return {
    ...ids,
    middle: {
      meeting: await middleOf(sql, "meetings", "occurred_at", ids.workspaceId),
      outcome: await middleOf(sql, "attendee_outcomes", "updated_at", ids.workspaceId),
      event: await middleOf(sql, "webhook_events", "received_at", ids.workspaceId),
    },
  };
};

/** Whose rows are read: as the data API sets it, or as the owner of the tables, whom no policy holds. */
export type Role = "theirs" | "owner of the tables";

const personBehind = (asker: Asker, workspace: number): string | null =>
  asker === "service" ? null : asker === "owner" ? personOf(workspace, 1) : placeIds(workspace).memberId;

class TakenBack extends Error {}

/** Asks in a transaction as the data API does; what is written is taken back. Returns what `work` makes of the connection. */
export const asking = async <Value>(
  { sql, workspace }: World,
  { asker }: Question,
  as: Role,
  work: (t: postgres.TransactionSql) => Promise<Value>,
): Promise<Value> => {
  const role = asker === "service" ? "service_role" : "authenticated";
  const claims = JSON.stringify({ sub: personBehind(asker, workspace), role });
  let answer: { value: Value } | undefined;
  try {
    await sql.begin(async (t) => {
      if (as === "theirs") await t.unsafe(`set local role ${role}`);
      await t`select set_config('request.jwt.claims', ${claims}, true)`;
      answer = { value: await work(t) };
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  if (!answer) throw new Error("nothing was answered");
  return answer.value;
};

/** The rows as one piece of JSON, as the data API gives them. */
export const asJson = (query: string): string =>
  `select coalesce(json_agg(answer), '[]')::text as answer from (${query}) answer`;

/** How long the answer takes, in milliseconds. */
export const timeOf = (world: World, question: Question, as: Role = "theirs"): Promise<number> =>
  asking(world, question, as, async (t) => {
    const startedAt = performance.now();
    await t.unsafe(asJson(question.sql(world.place)));
    return performance.now() - startedAt;
  });

/** Pages of 8 kB that the answer looks at, in memory or on disk. */
export const pagesOf = (world: World, question: Question): Promise<number> =>
  asking(world, question, "theirs", async (t) => {
    const [row] = await t.unsafe<Explained[]>(
      `explain (analyze, buffers, timing off, format json) ${asJson(question.sql(world.place))}`,
    );
    const plan = row?.["QUERY PLAN"][0].Plan;
    return (plan?.["Shared Hit Blocks"] ?? 0) + (plan?.["Shared Read Blocks"] ?? 0);
  });

interface Explained {
  "QUERY PLAN": [{ Plan: Record<"Shared Hit Blocks" | "Shared Read Blocks", number> }];
}
