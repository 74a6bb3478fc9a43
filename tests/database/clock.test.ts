import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addIntegration, receive } from "../support/seed.ts";
import { type TestDatabase, addUser, asRole, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let owner: { userId: string; workspaceId: string };
let member: { userId: string; workspaceId: string };

beforeAll(async () => {
  database = await createTestDatabase();
  const { sql } = database;
  owner = await addUser(sql, "owner@example.com");
  member = await addUser(sql, "member@example.com");
  await sql`update public.workspace_members set workspace_id = ${owner.workspaceId}, role = 'member' where user_id = ${member.userId}`;
});
afterAll(() => database.drop());

interface Health {
  isLate: boolean;
  rungSecondsAgo: number | null;
  queued: number;
  oldestSeconds: number;
}

const health = async (): Promise<Health | undefined> =>
  asRole(database.sql, "service_role", null, async (t) => {
    const [row] = await t<{ health: Health }[]>`select public.worker_health() as health`;
    return row?.health;
  });
const seesLate = (userId: string): Promise<boolean | undefined> =>
  asRole(database.sql, "authenticated", userId, async (t) => {
    const [row] = await t<{ late: boolean }[]>`select public.clock_is_late() as late`;
    return row?.late;
  });
const rungAgo = (minutes: number) =>
  database.sql`update private.clock set rung_at = now() - make_interval(mins => ${minutes})`;

describe("the clock", () => {
  test("that never rang is late once ten minutes have passed, not before", async () => {
    expect(await health()).toMatchObject({ isLate: false, rungSecondsAgo: null });
    await database.sql`update private.clock set watched_since = now() - interval '11 minutes'`;
    expect(await health()).toMatchObject({ isLate: true, rungSecondsAgo: null });
  });

  test("is late when it has not rung for ten minutes, and on time with the next ring", async () => {
    await rungAgo(9);
    expect(await health()).toMatchObject({ isLate: false, rungSecondsAgo: 540 });
    await rungAgo(11);
    expect(await health()).toMatchObject({ isLate: true, rungSecondsAgo: 660 });
    await asRole(database.sql, "service_role", null, (t) => t`select public.remember_ring()`);
    expect(await health()).toMatchObject({ isLate: false, rungSecondsAgo: 0 });
  });

  test("that is late is told to those who manage a workspace, and to nobody else", async () => {
    const stranger = await addUser(database.sql, "stranger@example.net");
    await database.sql`delete from public.workspace_members where user_id = ${stranger.userId}`;
    await rungAgo(11);
    expect([await seesLate(owner.userId), await seesLate(member.userId), await seesLate(stranger.userId)]).toEqual([
      true,
      false,
      false,
    ]);
    await rungAgo(1);
    expect(await seesLate(owner.userId)).toBe(false);
  });

  test("is not waited for by a second one that rings at the same moment", async () => {
    await database.sql.begin(async (t) => {
      await t`select public.remember_ring()`;
      await database.sql`set statement_timeout = 2000; select public.remember_ring()`.simple();
    });
    expect(await health()).toMatchObject({ isLate: false });
  });
});

test("the health counts what could be done now and is not begun, and how long the oldest of it waits", async () => {
  expect(await health()).toMatchObject({ queued: 0, oldestSeconds: 0 });
  const integration = await addIntegration(database.sql, owner, "owner@example.com");
  for (const id of ["msg_1", "msg_2", "msg_3"]) await receive(database.sql, integration, id);
  await database.sql`update private.jobs set run_at = now() - interval '90 seconds' where event_id = (select id from public.webhook_events where delivery_id = 'msg_1')`;
  await database.sql`update private.jobs set run_at = now() + interval '1 hour' where event_id = (select id from public.webhook_events where delivery_id = 'msg_2')`;
  expect(await health()).toMatchObject({ queued: 2, oldestSeconds: 90 });
});
