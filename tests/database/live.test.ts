import fs from "node:fs";
import path from "node:path";
import { SignJWT } from "jose";
import type postgres from "postgres";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrate } from "../../local/gateway/migrations.ts";
import { mayHear } from "../../local/realtime/may-hear.ts";
import { notifyChannel } from "../../local/realtime/schema.ts";
import { addIntegration, meetingJson, storeMeeting } from "../support/seed.ts";
import { type TestDatabase, addUser, asRole, createTestDatabase } from "../support/test-database.ts";

const jwtSecret = "s".repeat(40);
let database: TestDatabase;
let owner: Person;
let member: Person;
let stranger: Person;
type Person = { userId: string; workspaceId: string };

beforeEach(async () => {
  database = await createTestDatabase();
  const { sql } = database;
  [owner, member, stranger] = [
    await addUser(sql, "owner@example.com"),
    await addUser(sql, "member@example.com"),
    await addUser(sql, "stranger@example.net"),
  ];
  await sql`update public.workspace_members set workspace_id = ${owner.workspaceId}, role = 'member' where user_id = ${member.userId}`;
});
afterEach(() => database.drop());

interface Told {
  topic: string;
  table: string;
  id: string | null;
}

/** What the database broadcasts while something is done. */
const toldBy = async (work: () => Promise<unknown>): Promise<Told[]> => {
  const told: Told[] = [];
  const over = Promise.withResolvers<void>();
  const { unlisten } = await database.sql.listen(notifyChannel, (text) => {
    const { topic, event, private: isPrivate, payload } = JSON.parse(text);
    if (topic === "over") return over.resolve();
    expect([event, isPrivate, Object.keys(payload).toSorted()]).toEqual(["changed", true, ["id", "table"]]);
    told.push({ topic, ...payload });
  });
  await work();
  await database.sql`select realtime.send('{}', 'over', 'over', true)`;
  await over.promise;
  await unlisten();
  return told;
};

const topicOf = (person: Person) => `user:${person.userId}:${owner.workspaceId}`;
const ownTopics = () => [topicOf(owner), topicOf(member)];

/** That owner and member were told this, once each, and nothing else was said. */
const expectBothTold = (told: Told[], message: object): void => {
  expect(told).toHaveLength(2);
  for (const topic of ownTopics()) expect(told).toContainEqual({ topic, ...message });
};

const insertMeetings = (sql: postgres.Sql | postgres.TransactionSql, from: number, to: number) => sql`
  insert into public.meetings (workspace_id, user_id, source, external_id, title, occurred_at)
  select ${owner.workspaceId}, ${member.userId}, 'fathom', n::text, 'A secret title', now() from generate_series(${from}::int, ${to}::int) n
  returning id`;

describe("what is told", () => {
  test("a meeting that is stored is told to its user and to the managers, as ids and nothing more", async () => {
    const integration = await addIntegration(
      database.sql,
      { ...member, workspaceId: owner.workspaceId },
      "m@example.com",
    );
    const told = await toldBy(() =>
      storeMeeting(database.sql, integration, meetingJson("m@example.com", { recordedByEmail: "m@example.com" })),
    );
    const [meeting] = await database.sql`select id from public.meetings`;
    for (const topic of ownTopics()) {
      expect(told).toContainEqual({ topic, table: "meetings", id: meeting?.["id"] });
      expect(told).toContainEqual({ topic, table: "attendee_outcomes", id: meeting?.["id"] });
      expect(told).toContainEqual({ topic, table: "webhook_events", id: expect.any(String) });
    }
    expect(JSON.stringify(told)).not.toContain("example.com");
  });

  test("many rows of a statement are told as one change without an id", async () => {
    const told = await toldBy(() => insertMeetings(database.sql, 1, 500));
    expectBothTold(told, { table: "meetings", id: null });
  });

  test("what changes again and again in a transaction is told once, and nothing of what is rolled back", async () => {
    const [meeting] = await insertMeetings(database.sql, 1, 1);
    const told = await toldBy(() =>
      database.sql.begin(async (t) => {
        for (let round = 0; round < 5; round += 1) await t`update public.meetings set title = ${`${round}`}`;
        await t
          .savepoint(async (inner) => {
            await insertMeetings(inner, 2, 2);
            throw new Error("no");
          })
          .catch(() => undefined);
      }),
    );
    expectBothTold(told, { table: "meetings", id: meeting?.["id"] });
  });

  test("a transaction that changes a thousand rows one by one says little", async () => {
    const told = await toldBy(() =>
      database.sql.begin(async (t) => {
        for (let n = 0; n < 1000; n += 1) await insertMeetings(t, n, n);
      }),
    );
    expect(told.length).toBeLessThan(40);
    for (const topic of ownTopics()) expect(told).toContainEqual({ topic, table: "meetings", id: null });
  });

  test("an alert is told to managers only", async () => {
    const told = await toldBy(() => database.sql`select private.raise_alert(${owner.workspaceId}, 'dead_letter', 1)`);
    expect(told.map(({ topic, table }) => [topic, table])).toEqual([[topicOf(owner), "alerts"]]);
  });

  test("a setting is told to every member", async () => {
    const told = await toldBy(() => database.sql`update public.workspace_settings set dry_run = true`);
    const { workspaceId } = owner;
    const message = { table: "workspace_settings", id: workspaceId };
    expect(told.filter(({ id }) => id === workspaceId)).toHaveLength(2);
    for (const topic of ownTopics()) expect(told).toContainEqual({ topic, ...message });
  });

  test("a role is told to the one who has it now", async () => {
    const told = await toldBy(
      () => database.sql`update public.workspace_members set role = 'manager' where user_id = ${member.userId}`,
    );
    expectBothTold(told, { table: "workspace_members", id: member.userId });
  });
});

describe("rights end at once, whoever still listens (promise 4)", () => {
  const topicsOf = (told: Told[]) => [...new Set(told.map(({ topic }) => topic))];

  test("who was a manager is told of their own only, from the next change on", async () => {
    const { sql } = database;
    await sql`insert into public.workspace_members (workspace_id, user_id, role) values (${owner.workspaceId}, ${stranger.userId}, 'manager')`;
    expect(topicsOf(await toldBy(() => insertMeetings(sql, 1, 1)))).toContain(topicOf(stranger));
    await sql`update public.workspace_members set role = 'member' where workspace_id = ${owner.workspaceId} and user_id = ${stranger.userId}`;
    expect(topicsOf(await toldBy(() => insertMeetings(sql, 2, 2)))).not.toContain(topicOf(stranger));
  });

  test("who is removed is told that, and nothing of what was theirs after it", async () => {
    const { sql } = database;
    await insertMeetings(sql, 1, 1);
    const told = await toldBy(() => sql`delete from public.workspace_members where user_id = ${member.userId}`);
    expectBothTold(told, { table: "workspace_members", id: member.userId });
    const later = await toldBy(
      () => sql`update public.meetings set title = 'Another' where user_id = ${member.userId}`,
    );
    expect(topicsOf(later)).toEqual([topicOf(owner)]);
  });

  test("nobody is told of another workspace, whatever they are in their own", async () => {
    const told = await toldBy(() => insertMeetings(database.sql, 1, 1));
    expect(topicsOf(told).filter((topic) => topic.includes(stranger.userId))).toEqual([]);
  });
});

describe("a write is never lost for its news", () => {
  test("where there is no Realtime nothing is told and everything is stored", async () => {
    await database.sql.unsafe("drop schema realtime cascade");
    expect(await insertMeetings(database.sql, 1, 3)).toHaveLength(3);
  });

  test("where sending fails it is stored all the same", async () => {
    await database.sql
      .unsafe(`create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
      returns void language plpgsql as $$ begin raise exception 'broken'; end $$`);
    expect(await insertMeetings(database.sql, 1, 3)).toHaveLength(3);
    expect(await database.sql`select 1 from public.meetings`).toHaveLength(3);
  });
});

describe("who hears", () => {
  const hears = async (person: Person, topic: string, expiresAt = "1h") => {
    const token = await new SignJWT({ sub: person.userId, role: "authenticated" })
      .setProtectedHeader({ alg: "HS256" })
      .setExpirationTime(expiresAt)
      .sign(new TextEncoder().encode(jwtSecret));
    return (await mayHear(database.sql, jwtSecret, topic, token)).kind === "granted";
  };

  test("each member of a workspace what is told to them, strangers nothing", async () => {
    const [ofOwner = "", ofMember = ""] = ownTopics();
    const workspace = `workspace:${owner.workspaceId}`;
    expect(await hears(owner, ofOwner)).toBe(true);
    expect(await hears(owner, ofMember)).toBe(false);
    expect(await hears(member, ofOwner)).toBe(false);
    expect(await hears(member, ofMember)).toBe(true);
    for (const topic of [
      workspace,
      ofMember,
      ofOwner,
      "",
      "workspace:",
      `user:${stranger.userId}:${owner.workspaceId}`,
    ]) {
      expect(await hears(stranger, topic)).toBe(false);
    }
    expect(await database.sql`select 1 from realtime.messages`).toHaveLength(0);
  });

  test("nobody with a token that has run out, is none, or is of another", async () => {
    const [workspace = ""] = ownTopics();
    expect(await hears(owner, workspace, "-1s")).toBe(false);
    expect((await mayHear(database.sql, jwtSecret, workspace, "sb_publishable_x")).kind).toBe("refused");
    expect((await mayHear(database.sql, "t".repeat(40), workspace, undefined)).kind).toBe("refused");
  });

  test("who is no longer in the workspace hears nothing of it", async () => {
    const [, ofMember = ""] = ownTopics();
    await database.sql`delete from public.workspace_members where user_id = ${member.userId}`;
    expect(await hears(member, ofMember)).toBe(false);
  });
});

describe("the migrations", () => {
  test("run where there is no Realtime", async () => {
    const { sql } = database;
    await sql.unsafe(`drop schema public cascade; drop schema private cascade; drop schema supabase_migrations cascade;
      drop schema realtime cascade; create schema public; drop trigger if exists make_workspace_for_new_user on auth.users;
      grant usage on schema public to anon, authenticated, service_role`);
    expect((await migrate(sql)).length).toBeGreaterThan(0);
    expect((await addUser(sql, "made@example.com")).workspaceId).not.toBe("");
  });

  test("run where a project refuses the policy", async () => {
    const file = path.resolve(import.meta.dirname, "../../supabase/migrations/20261121001961_live_policy.sql");
    await asRole(database.sql, "authenticated", owner.userId, (t) => t.unsafe(fs.readFileSync(file, "utf8")));
    expect(await database.sql`select 1 from pg_policies where schemaname = 'realtime'`).toHaveLength(1);
  });
});
