import type postgres from "postgres";
import type { Role } from "./expectations.ts";
import type { Reader } from "./expected-rows.ts";
import { type Filled, type Someone, fillWorkspace } from "./fill-workspace.ts";

/** Everybody of one workspace, the two extremes of another, and one who is in both. */
export const everyone = [
  "owner",
  "admin",
  "manager",
  "member",
  "colleague",
  "guest",
  "outsider",
  "otherMember",
] as const;
export type Name = (typeof everyone)[number];

type Roles = Partial<Record<Name, Role>>;
const rolesHere: Roles = {
  owner: "owner",
  admin: "admin",
  manager: "manager",
  member: "member",
  colleague: "member",
  guest: "member",
};
const rolesThere: Roles = { outsider: "owner", otherMember: "member", guest: "admin" };

export interface TwoWorkspaces {
  people: Record<Name, Someone>;
  here: Filled;
  there: Filled;
}

/** Puts people who have just signed up into two workspaces, and fills both. */
export const makeTwoWorkspaces = async (sql: postgres.Sql, people: Record<Name, Someone>): Promise<TwoWorkspaces> => {
  const ids = Object.values(people).map(({ userId }) => userId);
  await sql`delete from public.workspaces where id in (select workspace_id from public.workspace_members where user_id in ${sql(ids)})`;
  const make = async (roles: Roles): Promise<Filled> => {
    const [row] = await sql<{ id: string }[]>`insert into public.workspaces (name) values ('Acme') returning id`;
    const workspaceId = row?.id ?? "";
    await sql`insert into public.workspace_settings (workspace_id) values (${workspaceId})`;
    const isIn = everyone.filter((name) => roles[name] !== undefined);
    for (const name of isIn) {
      await sql`
        insert into public.workspace_members (workspace_id, user_id, role)
        values (${workspaceId}, ${people[name].userId}, ${roles[name] ?? ""})`;
    }
    return fillWorkspace(sql, workspaceId, Object.fromEntries(isIn.map((name) => [name, people[name]])));
  };
  return { people, here: await make(rolesHere), there: await make(rolesThere) };
};

/** A person as one who reads: their roles, and the ids of what is theirs. */
export const readerOf = ({ people, here, there }: TwoWorkspaces, name: Name): Reader => {
  const roles = new Map<string, Role>();
  if (rolesHere[name]) roles.set(here.workspaceId, rolesHere[name]);
  if (rolesThere[name]) roles.set(there.workspaceId, rolesThere[name]);
  const theirs = [here, there].flatMap(({ of }) => Object.values(of[name] ?? {}));
  return { roles, ownIds: new Set([people[name].userId, ...theirs]) };
};
