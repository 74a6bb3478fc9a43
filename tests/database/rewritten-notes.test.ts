import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addIntegration, meetingJson, storeMeeting } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let owner: { userId: string; workspaceId: string };
let integration: string;

const attendee = (name: string) => ({
  name,
  email: `${name}@example.org`,
  isExternal: true,
  status: "pending",
  reason: null,
});
const keepHouse = async () => {
  await database.sql`update private.housekeeping set ran_at = '-infinity'`;
  const [row] = await database.sql`select public.keep_house() as done`;
  return row?.["done"];
};
const logJobs = () => database.sql`select 1 from private.jobs where kind = 'log'`;
const dayPasses = () => database.sql`update public.attendee_outcomes set updated_at = updated_at - interval '25 hours'`;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = await addUser(database.sql, "ana.host@example.com");
  integration = await addIntegration(database.sql, owner, "ana.host@example.com");
  await database.sql`select public.connect_crm(${owner.workspaceId}, 'pipedrive', 'acme', ${randomUUID()}, 'sealed', 'k1')`;
});
beforeEach(async () => {
  const { sql } = database;
  await sql`delete from public.meetings`;
  await sql`update public.workspace_settings set dry_run = false`;
  await sql`update public.crm_connections set status = 'active'`;
  await storeMeeting(sql, integration, meetingJson(randomUUID(), { attendees: [attendee("ben"), attendee("cleo")] }));
  await sql`update public.attendee_outcomes set status = 'note_added', crm_account = 'acme', crm_person_id = name,
    crm_note_id = 'note of ' || name, note_fingerprint = 'f'`;
  await sql`delete from private.jobs`;
  await sql`select public.erase_person(${owner.workspaceId}, 'ben@example.org', ${owner.userId}, false)`;
});
afterAll(() => database.drop());

describe("notes about others that name somebody who was erased", () => {
  test("are written anew at once, by the log job", async () => {
    expect(await logJobs()).toHaveLength(1);
    expect(await database.sql`select note_fingerprint from public.attendee_outcomes where name = 'cleo'`).toEqual([
      { note_fingerprint: null },
    ]);
  });

  test.each([
    ["the connection was broken", `update public.crm_connections set status = 'broken'`],
    ["it was a dry run", `update public.workspace_settings set dry_run = true`],
  ])("are written anew when it is possible again: %s", async (_, hindrance) => {
    await database.sql`delete from private.jobs`;
    await database.sql.unsafe(hindrance);
    await dayPasses();
    expect(await keepHouse()).toMatchObject({ rewritten: 0 });
    await database.sql`select public.connect_crm(${owner.workspaceId}, 'pipedrive', 'acme', id, 'sealed', 'k1') from public.crm_connections`;
    await database.sql`update public.workspace_settings set dry_run = false`;
    expect(await logJobs()).toHaveLength(1);
  });

  test("are tried once a day, and no more when it is done", async () => {
    await database.sql`delete from private.jobs`;
    expect(await keepHouse()).toMatchObject({ rewritten: 0 });
    await dayPasses();
    expect(await keepHouse()).toMatchObject({ rewritten: 1 });
    expect(await keepHouse()).toMatchObject({ rewritten: 0 });
    await database.sql`update public.attendee_outcomes set note_fingerprint = 'anew' where crm_note_id is not null`;
    await dayPasses();
    expect(await keepHouse()).toMatchObject({ rewritten: 0 });
  });

  test("in an account that is not connected any more are left alone", async () => {
    await database.sql`update public.attendee_outcomes set crm_account = 'former' where crm_note_id is not null`;
    await dayPasses();
    expect(await keepHouse()).toMatchObject({ rewritten: 0 });
  });
});
