import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestConnection, addConnection } from "../support/connection.ts";
import { newMeeting } from "../support/mill.ts";
import { type ClaimedJob, addIntegration, storeMeeting } from "../support/seed.ts";
import { type TestDatabase, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let connection: TestConnection;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  connection = await addConnection(database.sql);
});
afterAll(() => database.drop());

const day = 86_400_000;

describe("pauses of a connection", () => {
  test("get longer without a success between them, up to ten minutes, and begin anew after one", async () => {
    const seconds: unknown[] = [];
    for (let round = 0; round < 11; round++) {
      await connection.pause(2000);
      seconds.push((await connection.health())?.["paused_seconds"]);
      await connection.endPause();
    }
    expect(seconds).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]);
    await connection.report({ worked: true });
    await connection.pause(2000);
    expect(await connection.health()).toMatchObject({ paused_seconds: 2, pauses_in_row: 1 });
  });

  test("a CRM that asks for more than ten minutes gets it, up to a day", async () => {
    await connection.pause(1_200_000, "shut_out");
    expect(await connection.health()).toMatchObject({ paused_seconds: 1200 });
    await connection.endPause();
    await connection.pause(100 * day, "daily_budget");
    expect(await connection.health()).toMatchObject({ paused_seconds: day / 1000 });
  });

  test("a CRM that says to come back at once, and refuses again and again, is not called for ever either", async () => {
    const seconds: number[] = [];
    for (let round = 0; round < 10; round++) {
      await connection.pause(0);
      seconds.push(Number((await connection.health())?.["paused_seconds"]));
      await connection.endPause();
    }
    expect(seconds[0]).toBe(1);
    expect(seconds.at(-1)).toBeGreaterThan(60);
  });

  test("the refusals of one burst are one pause", async () => {
    await Promise.all(Array.from({ length: 20 }, () => connection.pause(2000)));
    expect(await connection.health()).toMatchObject({ pauses_in_row: 1, paused_seconds: 2, failures_in_row: 0 });
    expect(await connection.alerts()).toEqual([]);
  });

  test("of several reasons at once the one that takes longest stands", async () => {
    await Promise.all([connection.pause(2000), connection.pause(3_600_000, "daily_budget"), connection.pause(2000)]);
    expect(await connection.health()).toMatchObject({ paused_because: "daily_budget", paused_seconds: 3600 });
  });

  test("the third in a row is worth one alert", async () => {
    for (let round = 0; round < 6; round++) {
      await connection.pause(2000);
      await connection.endPause();
      expect(await connection.alerts()).toEqual(round < 2 ? [] : [{ kind: "connection_failing", count: 1 }]);
    }
  });
});

describe("the day's budget is used up", () => {
  const alertOnce = [{ kind: "connection_failing", count: 1 }];

  test("one alert at once, however many calls were under way", async () => {
    await Promise.all(Array.from({ length: 10 }, () => connection.pause(3_600_000, "daily_budget")));
    expect(await connection.alerts()).toEqual(alertOnce);
    expect(await connection.health()).toMatchObject({ status: "active", paused_because: "daily_budget" });
  });

  test("also when it follows a pause of another kind, during it or after it", async () => {
    await connection.pause(2000);
    await connection.pause(3_600_000, "daily_budget");
    expect(await connection.alerts()).toEqual(alertOnce);

    const other = await addConnection(database.sql);
    await other.pause(2000);
    await other.endPause();
    await other.pause(3_600_000, "daily_budget");
    expect(await other.alerts()).toEqual(alertOnce);
  });

  test("the next day's is another one", async () => {
    await connection.pause(3_600_000, "daily_budget");
    await connection.endPause();
    await connection.report({ worked: true });
    await connection.pause(3_600_000, "daily_budget");
    expect(await connection.alerts()).toEqual([{ kind: "connection_failing", count: 2 }]);
  });
});

describe("how a connection goes", () => {
  test("the third failure in a row is worth one alert, and a success begins anew", async () => {
    for (let round = 0; round < 5; round++) {
      await connection.report({});
      expect(await connection.alerts()).toEqual(round < 2 ? [] : [{ kind: "connection_failing", count: 1 }]);
    }
    expect(await connection.health()).toMatchObject({
      status: "active",
      failures_in_row: 5,
      last_error: "It did not work.",
    });
    await connection.report({ worked: true });
    expect(await connection.health()).toMatchObject({ failures_in_row: 0, last_error: null, has_worked: true });
    for (let round = 0; round < 3; round++) await connection.report({});
    expect(await connection.alerts()).toEqual([{ kind: "connection_failing", count: 2 }]);
  });

  test("one that is broken is worth one alert at once, however many meetings find out", async () => {
    await Promise.all(Array.from({ length: 8 }, () => connection.report({ broken: true })));
    expect(await connection.health()).toMatchObject({ status: "broken", last_error: "It did not work." });
    expect(await connection.alerts()).toEqual([{ kind: "connection_failing", count: 1 }]);
  });

  test("a success that was on its way does not end a pause that stands", async () => {
    await connection.pause(60_000);
    await connection.report({ worked: true });
    expect(await connection.health()).toMatchObject({ paused_seconds: 60, paused_because: "asked_to_wait" });
  });

  test("after a pause the first success leaves no trace of it", async () => {
    await connection.pause(60_000, "daily_budget");
    await connection.endPause();
    await connection.report({ worked: true });
    expect(await connection.health()).toMatchObject({ pauses_in_row: 0, paused_seconds: null, paused_because: null });
  });
});

describe("another token", () => {
  test("an old token's answers change nothing", async () => {
    await connection.report({ worked: true });
    const before = await connection.health();
    await connection.pause(60_000, "daily_budget", "an older token");
    await connection.report({ broken: true, token: "an older token" });
    await connection.report({ token: "an older token" });
    expect(await connection.health()).toEqual(before);
    expect(await connection.alerts()).toEqual([]);
  });

  test("whoever was refused with the old token is logged with the present one", async () => {
    const { sql } = database;
    const integration = await addIntegration(sql, connection, `rep-${connection.id}@example.com`);
    const { meetingId } = await storeMeeting(sql, integration, newMeeting());
    const [job] = await sql<ClaimedJob[]>`
      update private.jobs set state = 'running', claims = 1, lease_token = gen_random_uuid(), leased_until = now() + interval '1 minute'
      where meeting_id = ${meetingId} returning *`;
    await connection.connect("another token");
    await sql`
      update public.attendee_outcomes set status = 'failed', reason = 'crm_unauthorized' where meeting_id = ${meetingId} and name = 'ben'`;
    await connection.report({ broken: true });
    await sql`select public.finish_job(${job?.id ?? ""}, ${job?.lease_token ?? ""})`;
    expect(await sql`select state, attempts from private.jobs where meeting_id = ${meetingId}`).toEqual([
      { state: "queued", attempts: 0 },
    ]);
    expect(await sql`select distinct status from public.attendee_outcomes where meeting_id = ${meetingId}`).toEqual([
      { status: "pending" },
    ]);
    expect(await connection.health()).toMatchObject({ status: "active" });
  });

  test("connecting again clears pauses, failures and what was wrong", async () => {
    for (let round = 0; round < 3; round++) await connection.report({ broken: round === 2 });
    await connection.pause(60_000, "daily_budget");
    await connection.connect("another token");
    expect(await connection.health()).toMatchObject({
      status: "active",
      last_error: null,
      failures_in_row: 0,
      pauses_in_row: 0,
      paused_because: null,
      paused_seconds: null,
    });
    expect((await connection.reserve("search")).waitsMs).toEqual([0]);
  });
});
