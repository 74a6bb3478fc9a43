import { type JWTPayload, jwtVerify } from "jose";
import type postgres from "postgres";

/** Ends a transaction that has answered what it was for. */
class Answered extends Error {
  readonly rows: number;
  constructor(rows: number) {
    super("answered");
    this.rows = rows;
  }
}

/** Whether the policies on realtime.messages let somebody with these claims read a message on the topic: asked as hosted does. */
const readsAs = async (sql: postgres.Sql, topic: string, claims: JWTPayload): Promise<boolean> => {
  try {
    await sql.begin(async (transaction) => {
      await transaction`insert into realtime.messages (topic, extension, private) values (${topic}, 'broadcast', true)`;
      await transaction`
        select set_config('role', 'authenticated', true), set_config('realtime.topic', ${topic}, true),
               set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`;
      const rows = await transaction`select 1 from realtime.messages`;
      throw new Answered(rows.length);
    });
  } catch (error) {
    if (error instanceof Answered) return error.rows > 0;
    throw error;
  }
  return false;
};

export type Hearing = { kind: "granted"; until: Date } | { kind: "refused" };

/**
 * Whether the holder of a token may hear a private topic, and until when.
 * @throws when the database is away
 */
export const mayHear = async (
  sql: postgres.Sql,
  jwtSecret: string,
  topic: string,
  token: string | undefined,
): Promise<Hearing> => {
  const claims = await jwtVerify(token ?? "", new TextEncoder().encode(jwtSecret))
    .then(({ payload }) => payload)
    .catch(() => null);
  if (claims?.["role"] !== "authenticated" || !claims.exp) return { kind: "refused" };
  const granted = await readsAs(sql, topic, claims);
  return granted ? { kind: "granted", until: new Date(claims.exp * 1000) } : { kind: "refused" };
};
