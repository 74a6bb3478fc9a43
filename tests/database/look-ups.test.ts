import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestConnection, addConnection } from "../support/connection.ts";
import { type LogEnd, type Mill, createMill, newMeeting } from "../support/mill.ts";
import { addIntegration } from "../support/seed.ts";
import { type TestDatabase, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let connection: TestConnection;
let mill: Mill;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  const { sql } = database;
  await sql`delete from public.workspaces`;
  await sql`update private.housekeeping set ran_at = '-infinity'`;
  connection = await addConnection(sql);
  mill = createMill(sql, await addIntegration(sql, connection, `rep-${connection.id}@example.com`));
});
afterAll(() => database.drop());

/** The minute's housekeeping; null when it was not its time. */
const keepHouse = async (): Promise<{ lookedUp: number; quiet: number } | null> => {
  const [row] = await database.sql`select public.keep_house() as done`;
  return row?.["done"];
};
/** So many hours go by, for attendees and for the house. */
const passHours = async (hours: number) => {
  await database.sql`
    update public.attendee_outcomes set created_at = created_at - make_interval(hours => ${hours}),
      next_lookup_at = next_lookup_at - make_interval(hours => ${hours})`;
  await database.sql`update private.housekeeping set ran_at = ran_at - make_interval(hours => ${hours})`;
};
const attendees = () => database.sql`
  select status, reason, round(extract(epoch from next_lookup_at - now()) / 3600)::int as hours
  from public.attendee_outcomes where name = 'ben'`;
const log = async (end: LogEnd, more = {}) => {
  const event = await mill.deliver(newMeeting(more));
  await mill.drain(end);
  return event.eventId;
};

describe("somebody who was not found", () => {
  test("is looked up again after a day, not before", async () => {
    await log("not_found");
    expect(await attendees()).toEqual([{ status: "not_found", reason: "no_person", hours: 24 }]);
    await passHours(23);
    expect(await keepHouse()).toMatchObject({ lookedUp: 0 });
    await passHours(1);
    expect(await keepHouse()).toMatchObject({ lookedUp: 2 });
    expect(await attendees()).toMatchObject([{ status: "pending", hours: null }]);
  });

  test("daily for seven days, and then no more", async () => {
    await log("not_found");
    let lookUps = 0;
    for (let day = 1; day <= 12; day++) {
      await passHours(24);
      lookUps += Number((await keepHouse())?.lookedUp) / 2;
      await mill.drain("not_found");
    }
    expect(lookUps).toBe(7);
    expect(await attendees()).toEqual([{ status: "not_found", reason: "no_person", hours: null }]);
  });

  test("is logged when the contact was created meanwhile; the delivery stays what it was", async () => {
    const eventId = await log("not_found");
    const event = () =>
      database.sql`select state, error, attempts, finished_at from public.webhook_events where id = ${eventId}`;
    const before = await event();
    for (const end of ["not_found", "note_added"] as const) {
      await passHours(24);
      await keepHouse();
      expect(await event()).toEqual(before);
      await mill.drain(end);
      expect(await event()).toEqual(before);
    }
    expect(await attendees()).toEqual([{ status: "note_added", reason: "person_found", hours: null }]);
    await passHours(48);
    expect(await keepHouse()).toMatchObject({ lookedUp: 0 });
  });

  test("costs nobody else anything: who is logged in the same meeting is not touched", async () => {
    await log("not_found");
    await database.sql`
      update public.attendee_outcomes set status = 'note_added', crm_note_id = '7', next_lookup_at = null where name = 'cleo'`;
    const [before] = await database.sql`select * from public.attendee_outcomes where name = 'cleo'`;
    await passHours(24);
    expect(await keepHouse()).toMatchObject({ lookedUp: 1 });
    await mill.drain("not_found");
    const [after] = await database.sql`select * from public.attendee_outcomes where name = 'cleo'`;
    expect(after).toEqual({ ...before, created_at: after?.["created_at"] });
  });

  test("is not looked up without an address", async () => {
    await log("not_found");
    await database.sql`update public.attendee_outcomes set email = null, next_lookup_at = null`;
    await passHours(24);
    expect(await keepHouse()).toMatchObject({ lookedUp: 0 });
  });

  test("stays that, and nothing worse, while the CRM cannot be asked; then it is made up for", async () => {
    await log("not_found");
    await passHours(24);
    await connection.pause(3_600_000, "daily_budget");
    expect(await keepHouse()).toMatchObject({ lookedUp: 0 });
    await connection.endPause();
    await connection.report({ broken: true });
    await passHours(1);
    expect(await keepHouse()).toMatchObject({ lookedUp: 0 });
    expect(await attendees()).toMatchObject([{ status: "not_found" }]);
    await connection.connect("another token");
    await passHours(1);
    expect(await keepHouse()).toMatchObject({ lookedUp: 2 });
  });
});

describe("the house is kept", () => {
  test("once a minute, whatever the number of callers", async () => {
    await log("not_found");
    await passHours(24);
    const kept = await Promise.all(Array.from({ length: 20 }, keepHouse));
    expect(kept.filter((one) => one !== null)).toMatchObject([{ lookedUp: 2 }]);
    expect(await keepHouse()).toBeNull();
    await database.sql`update private.housekeeping set ran_at = ran_at - interval '1 minute'`;
    expect(await keepHouse()).toMatchObject({ lookedUp: 0 });
  });

  test("what there is too much of goes on the next minute, who waits longest first", async () => {
    for (let index = 0; index < 3; index++) {
      const attendees = Array.from({ length: 200 }, (_, at) => ({
        name: `${index}-${at}`,
        email: `${index}-${at}@example.org`,
        isExternal: true,
        status: "pending",
        reason: null,
      }));
      await log("not_found", { attendees });
    }
    await passHours(24);
    expect(await keepHouse()).toMatchObject({ lookedUp: 500 });
    await database.sql`update private.housekeeping set ran_at = ran_at - interval '1 minute'`;
    expect(await keepHouse()).toMatchObject({ lookedUp: 100 });
  });
});
