import { type TestDatabase, addUser, asRole, createTestDatabase } from "../test-database.ts";
import type { Row } from "./expected-rows.ts";
import { type Name, type TwoWorkspaces, makeTwoWorkspaces } from "./two-workspaces.ts";

/** Every kind of caller: signed-in people by name, and the two without a person. */
export type Caller = Name | "anon" | "service_role";

export interface SqlWorld extends TwoWorkspaces {
  database: TestDatabase;
  /** Runs one statement as a caller: its rows, or the code of its refusal. Nothing of it stays. */
  attempt(caller: Caller, statement: string, parameters?: string[]): Promise<Row[] | string>;
}

/** Two filled workspaces in a database of their own. */
export const createSqlWorld = async (): Promise<SqlWorld> => {
  const database = await createTestDatabase();
  const person = async (name: string) => {
    const email = `${name}@example.com`;
    return { email, userId: (await addUser(database.sql, email)).userId };
  };
  const people = {
    owner: await person("owner"),
    admin: await person("admin"),
    manager: await person("manager"),
    member: await person("member"),
    colleague: await person("colleague"),
    guest: await person("guest"),
    outsider: await person("outsider"),
    otherMember: await person("other.member"),
  };
  const world = await makeTwoWorkspaces(database.sql, people);

  const attempt = async (caller: Caller, statement: string, parameters: string[] = []): Promise<Row[] | string> => {
    const undone = new Error("undone");
    let rows: Row[] = [];
    const isSession = caller === "anon" || caller === "service_role";
    const [role, userId] = isSession ? [caller, null] : (["authenticated", people[caller].userId] as const);
    try {
      await asRole(database.sql, role, userId, async (transaction) => {
        rows = [...(await transaction.unsafe(statement, parameters))];
        throw undone;
      });
    } catch (error) {
      if (error !== undone) return String((error as { code?: unknown }).code);
    }
    return rows;
  };
  return { ...world, database, attempt };
};
