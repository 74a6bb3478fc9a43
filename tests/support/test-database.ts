import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { templateName } from "./database-setup.ts";

export interface TestDatabase {
  url: string;
  /** As the superuser: sees and may do everything. */
  sql: postgres.Sql;
  drop(): Promise<void>;
}

/** A migrated database of its own, copied from the template. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const serverUrl = inject("databaseServerUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const server = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  await server.unsafe(`create database ${name} template ${templateName}`);
  const url = serverUrl.replace(/postgres$/, name);
  const sql = postgres(url, { max: 10, onnotice: () => undefined });
  return {
    url,
    sql,
    drop: async () => {
      await sql.end();
      await server.unsafe(`drop database ${name} with (force)`);
      await server.end();
    },
  };
};

/** A user, with the workspace that signing up makes. */
export const addUser = async (sql: postgres.Sql, email: string): Promise<{ userId: string; workspaceId: string }> => {
  const [user] = await sql<
    { id: string }[]
  >`insert into auth.users (id, email) values (gen_random_uuid(), ${email}) returning id`;
  const userId = user?.id ?? "";
  const [member] = await sql<{ workspace_id: string }[]>`
    select workspace_id from public.workspace_members where user_id = ${userId}`;
  return { userId, workspaceId: member?.workspace_id ?? "" };
};

/** Runs statements as a role of the data API, with the claims of a user: row-level security applies. */
export const asRole = async <Value>(
  sql: postgres.Sql,
  role: "anon" | "authenticated" | "service_role",
  userId: string | null,
  work: (transaction: postgres.TransactionSql) => Promise<Value>,
): Promise<Value> => {
  const result = await sql.begin(async (transaction) => {
    await transaction.unsafe(`set local role ${role}`);
    await transaction`select set_config('request.jwt.claims', ${JSON.stringify({ sub: userId, role })}, true)`;
    return { value: await work(transaction) };
  });
  return result.value;
};
