import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addIntegration, meetingJson, storeMeeting } from "../support/seed.ts";
import { type TestDatabase, addUser, asRole, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Role = "owner" | "admin" | "manager" | "member";
type Answer = { answer: string };

const address = () => `p-${randomUUID().slice(0, 8)}@example.com`;
const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** A workspace with one person of each of these roles; the first one is an owner. */
const team = async (...roles: Role[]) => {
  const { sql } = database;
  const owner = await addUser(sql, address());
  const people = [owner.userId];
  for (const role of roles) {
    const person = await addUser(sql, address());
    await sql`insert into public.workspace_members (workspace_id, user_id, role) values (${owner.workspaceId}, ${person.userId}, ${role})`;
    people.push(person.userId);
  }
  return { workspaceId: owner.workspaceId, people };
};

const change = async (workspace: string, actor = "", member = "", role: Role = "member"): Promise<string> => {
  const [row] = await database.sql<
    Answer[]
  >`select public.change_member_role(${workspace}, ${actor}, ${member}, ${role}) as answer`;
  return row?.answer ?? "";
};
const remove = async (workspace: string, actor = "", member = ""): Promise<string> => {
  const [row] = await database.sql<Answer[]>`select public.remove_member(${workspace}, ${actor}, ${member}) as answer`;
  return row?.answer ?? "";
};
const invite = async (
  workspace: string,
  actor = "",
  email = "",
  token: string = randomUUID(),
  role: Role = "member",
) => {
  const [row] = await database.sql<
    Answer[]
  >`select public.invite_member(${workspace}, ${actor}, ${email}, ${role}, ${hashOf(token)}) as answer`;
  return { answer: row?.answer, token };
};
const accept = async (userId: string, token: string) => {
  const [row] = await database.sql<
    { result: { answer: string; workspaceId?: string } }[]
  >`select public.accept_invitation(${userId}, ${hashOf(token)}) as result`;
  return row?.result;
};
const rolesIn = async (workspace: string): Promise<string[]> => {
  const rows =
    await database.sql`select role from public.workspace_members where workspace_id = ${workspace} order by role`;
  return rows.map((row) => String(row["role"]));
};

describe("roles", () => {
  test("an administrator changes everybody's but an owner's, and makes no owner; a manager changes nobody's", async () => {
    const { workspaceId, people } = await team("admin", "manager", "member");
    const [owner, admin, manager, member] = people;
    expect(await change(workspaceId, admin, member, "manager")).toBe("done");
    expect(await change(workspaceId, admin, owner, "member")).toBe("forbidden");
    expect(await change(workspaceId, admin, member, "owner")).toBe("forbidden");
    expect(await change(workspaceId, admin, admin, "owner")).toBe("forbidden");
    expect(await change(workspaceId, manager, member, "member")).toBe("forbidden");
    expect(await change(workspaceId, owner, admin, "owner")).toBe("done");
    expect(await change(workspaceId, owner, randomUUID())).toBe("not_found");
    expect(await rolesIn(workspaceId)).toEqual(["manager", "manager", "owner", "owner"]);
  });

  test("a stranger learns nothing, whatever they ask", async () => {
    const { workspaceId, people } = await team("member");
    const stranger = await addUser(database.sql, address());
    expect(await change(workspaceId, stranger.userId, people[1], "owner")).toBe("not_found");
    expect(await remove(workspaceId, stranger.userId, people[1])).toBe("not_found");
    expect((await invite(workspaceId, stranger.userId, address())).answer).toBe("forbidden");
  });

  test("the last owner stays: neither lowered, nor removed, nor gone by themselves", async () => {
    const { workspaceId, people } = await team("admin");
    const [owner, admin] = people;
    expect(await change(workspaceId, owner, owner, "member")).toBe("last_owner");
    expect(await remove(workspaceId, owner, owner)).toBe("last_owner");
    expect(await remove(workspaceId, admin, owner)).toBe("forbidden");
    expect(await rolesIn(workspaceId)).toEqual(["admin", "owner"]);
  });

  test("two owners who leave or lower each other at the same moment leave one owner", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { workspaceId, people } = await team("owner");
      const [one, other] = people;
      const answers = await Promise.all(
        round % 2 === 0
          ? [remove(workspaceId, one, one), remove(workspaceId, other, other)]
          : [change(workspaceId, one, other, "member"), change(workspaceId, other, one, "member")],
      );
      expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
      expect((await rolesIn(workspaceId)).filter((role) => role === "owner")).toHaveLength(1);
    }
  });

  test("who leaves is gone with their Fathom account; what they recorded stays and is seen by the others", async () => {
    const { sql } = database;
    const { workspaceId, people } = await team("member");
    const [owner, member = ""] = people;
    const email = address();
    const integration = await addIntegration(sql, { userId: member, workspaceId }, email);
    await storeMeeting(sql, integration, meetingJson(email, { recordedByEmail: email }));
    const sees = (person: string) =>
      asRole(sql, "authenticated", person, async (t) => (await t`select 1 from public.meetings`).length);
    expect([await sees(owner ?? ""), await sees(member)]).toEqual([1, 1]);
    expect(await remove(workspaceId, member, member)).toBe("done");
    expect([await sees(owner ?? ""), await sees(member)]).toEqual([1, 0]);
    expect(await sql`select status from public.fathom_integrations where workspace_id = ${workspaceId}`).toEqual([
      { status: "disconnected" },
    ]);
  });
});

describe("the members' addresses", () => {
  test("are seen by managers and above; a member sees their own, nobody another workspace's", async () => {
    const { workspaceId, people } = await team("manager", "member");
    const [owner = "", manager = "", member = ""] = people;
    const stranger = await addUser(database.sql, address());
    const seenBy = (person: string) =>
      asRole(database.sql, "authenticated", person, async (t) => {
        const rows = await t`select email from public.workspace_people where workspace_id = ${workspaceId}`;
        return rows.filter((row) => row["email"] !== null).length;
      });
    expect(await Promise.all([owner, manager, member, stranger.userId].map(seenBy))).toEqual([3, 3, 1, 0]);
    const asked = await asRole(
      database.sql,
      "authenticated",
      manager,
      (t) => t`select private.address_of_colleague(${workspaceId}, ${stranger.userId}) as email`,
    );
    expect(asked[0]?.["email"]).toBeNull();
  });
});

describe("invitations", () => {
  test("one joins once, by the link and with the address that it is for, in the role that it says", async () => {
    const { sql } = database;
    const { workspaceId, people } = await team();
    const email = address();
    const { token } = await invite(workspaceId, people[0], email.toUpperCase(), randomUUID(), "manager");
    const other = await addUser(sql, address());
    expect(await accept(other.userId, token)).toEqual({ answer: "other_address" });
    const invited = await addUser(sql, email);
    expect(invited.workspaceId).toBe("");
    expect(await accept(invited.userId, randomUUID())).toEqual({ answer: "not_open" });
    const twice = await Promise.all([accept(invited.userId, token), accept(invited.userId, token)]);
    expect(twice).toEqual([
      { answer: "joined", workspaceId },
      { answer: "joined", workspaceId },
    ]);
    expect(await rolesIn(workspaceId)).toEqual(["manager", "owner"]);
    expect(await remove(workspaceId, people[0], invited.userId)).toBe("done");
    expect(await accept(invited.userId, token)).toEqual({ answer: "not_open" });
  });

  test("one that is old, was revoked, or was replaced by a newer one opens nothing", async () => {
    const { sql } = database;
    const { workspaceId, people } = await team();
    const email = address();
    const first = await invite(workspaceId, people[0], email);
    const second = await invite(workspaceId, people[0], email);
    const looked = async (token: string) => {
      const [row] = await sql`select public.look_at_invitation(${hashOf(token)}) as seen`;
      return row?.["seen"];
    };
    expect(await looked(first.token)).toBeNull();
    expect(await looked(second.token)).toMatchObject({ email, role: "member" });
    await sql`update public.workspace_invitations set expires_at = now() where token_hash = ${hashOf(second.token)}`;
    expect(await looked(second.token)).toBeNull();
    const late = await addUser(sql, email);
    expect(late.workspaceId).not.toBe("");
    expect(await accept(late.userId, second.token)).toEqual({ answer: "not_open" });
    const third = await invite(workspaceId, people[0], email);
    await sql`update public.workspace_invitations set revoked_at = now() where token_hash = ${hashOf(third.token)}`;
    expect(await accept(late.userId, third.token)).toEqual({ answer: "not_open" });
    expect(await rolesIn(workspaceId)).toEqual(["owner"]);
  });

  test("one ends with the rights of who made it: nobody who is removed or lowered leaves a way back open", async () => {
    const { workspaceId, people } = await team("admin", "admin", "admin");
    const [owner = "", removed = "", lowered = "", stays = ""] = people;
    const made = async (by: string) => {
      const email = address();
      return { ...(await addUser(database.sql, email)), ...(await invite(workspaceId, by, email, undefined, "admin")) };
    };
    const [byRemoved, byLowered, byStaying] = [await made(removed), await made(lowered), await made(stays)];
    expect(await remove(workspaceId, owner, removed)).toBe("done");
    expect(await change(workspaceId, owner, lowered, "manager")).toBe("done");
    expect(await change(workspaceId, owner, stays, "owner")).toBe("done");
    expect(await accept(byRemoved.userId, byRemoved.token)).toEqual({ answer: "not_open" });
    expect(await accept(byLowered.userId, byLowered.token)).toEqual({ answer: "not_open" });
    expect(await accept(byStaying.userId, byStaying.token)).toMatchObject({ answer: "joined" });
  });

  test("who is in the workspace is not invited again, and keeps the role they have", async () => {
    const { workspaceId, people } = await team("manager");
    const email = address();
    const { token } = await invite(workspaceId, people[0], email);
    const person = await addUser(database.sql, email);
    await database.sql`insert into public.workspace_members (workspace_id, user_id, role) values (${workspaceId}, ${person.userId}, 'admin')`;
    expect((await invite(workspaceId, people[0], email)).answer).toBe("member");
    expect(await accept(person.userId, token)).toMatchObject({ answer: "joined" });
    expect(await rolesIn(workspaceId)).toEqual(["admin", "manager", "owner"]);
  });

  test("who is in no workspace makes one, and only one however often they ask at once", async () => {
    const { workspaceId, people } = await team();
    const email = address();
    await invite(workspaceId, people[0], email);
    const { userId } = await addUser(database.sql, email);
    const make = () => database.sql`select public.create_workspace(${userId}, 'Mine') as id`;
    const made = (await Promise.all([make(), make(), make()])).flatMap(([row]) => (row?.["id"] ? [row["id"]] : []));
    expect(made).toHaveLength(1);
    expect(
      await database.sql`
      select w.name, m.role, s.internal_domains from public.workspaces w
      join public.workspace_members m on m.workspace_id = w.id join public.workspace_settings s on s.workspace_id = w.id
      where m.user_id = ${userId}`,
    ).toEqual([{ name: "Mine", role: "owner", internal_domains: ["example.com"] }]);
  });
});

describe("the end of a workspace", () => {
  test("an owner who types its name ends it: nothing of it is left in any table, and nothing of another is touched", async () => {
    const { sql } = database;
    const { workspaceId, people } = await team("admin");
    const [owner = "", admin = ""] = people;
    const email = address();
    const other = await team();
    for (const person of [
      { userId: owner, workspaceId },
      { userId: other.people[0] ?? "", workspaceId: other.workspaceId },
    ]) {
      const integration = await addIntegration(sql, person, email);
      await storeMeeting(sql, integration, meetingJson(email, { recordedByEmail: email }));
    }
    const close = async (actor: string, name: string) => {
      const [row] = await sql`select public.close_workspace(${workspaceId}, ${actor}, ${name}) as left`;
      return row?.["left"];
    };
    expect(await close(admin, "example.com")).toBeNull();
    expect(await close(owner, "example.org")).toBeNull();
    expect(await close(owner, " example.com ")).toEqual([]);
    const end = async (actor: string) => {
      const [row] = await sql`select public.delete_workspace(${workspaceId}, ${actor}, 1) as done`;
      return row?.["done"];
    };
    expect(await end(admin)).toBeNull();
    const answers: unknown[] = [];
    while (answers.at(-1) !== true && answers.length < 20) answers.push(await end(owner));
    expect(answers).toContain(false);
    const tables = await sql<{ name: string }[]>`
      select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
      where c.relkind in ('r', 'p') and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)`;
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      const rows = await sql.unsafe(`select 1 from ${name} where workspace_id = $1`, [workspaceId]);
      expect([name, rows.length]).toEqual([name, 0]);
    }
    expect(await sql`select 1 from public.meetings where workspace_id = ${other.workspaceId}`).toHaveLength(1);
    expect(await sql`select 1 from public.webhook_events where workspace_id = ${other.workspaceId}`).toHaveLength(1);
  });
});
