import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ClaimedJob, addIntegration, claim, meetingJson, storeMeeting } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let owner: { userId: string; workspaceId: string };
let integration: string;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = await addUser(database.sql, "ana.host@example.com");
  integration = await addIntegration(database.sql, owner, "ana.host@example.com");
});
beforeEach(() => database.sql`delete from private.jobs`);
afterAll(() => database.drop());

/** A meeting with Ben, who waits, and Cleo, who was not found; its log job is under way. */
const underWay = async () => {
  const { sql } = database;
  const attendee = (name: string) => ({
    name,
    email: `${name}-${randomUUID()}@example.org`,
    isExternal: true,
    status: "pending",
    reason: null,
  });
  const meeting = meetingJson(randomUUID(), { attendees: [attendee("ben"), attendee("cleo")] });
  const { meetingId, eventId } = await storeMeeting(sql, integration, meeting);
  const [cleo] = await sql<{ id: string }[]>`
    update public.attendee_outcomes set status = 'not_found', reason = 'no_person'
    where meeting_id = ${meetingId} and name = 'cleo' returning id`;
  const [job] = await claim(sql, 1);
  const end = {
    retry: (at: ClaimedJob | undefined, counts: boolean) =>
      sql`select public.retry_job(${at?.id ?? ""}, ${at?.lease_token ?? ""}, 3600000, 'The CRM is away.', ${counts})`,
    bury: (at: ClaimedJob | undefined) =>
      sql`select public.bury_job(${at?.id ?? ""}, ${at?.lease_token ?? ""}, 'The CRM is away.')`,
  };
  return { meetingId, eventId, cleo: cleo?.id ?? "", job, end };
};
const askAgain = (outcome: string) => database.sql`select public.log_attendee_again(${outcome})`;
const stateOf = async (eventId: string) =>
  (await database.sql`select state, attempts from public.webhook_events where id = ${eventId}`)[0];

describe("a person asks for an attendee while their conversation is being logged", () => {
  test("and the job has to be tried again: it runs at once, not in the hours that its tries had come to", async () => {
    const { cleo, job, end } = await underWay();
    await askAgain(cleo);
    await end.retry(job, true);
    expect(await claim(database.sql, 10)).toMatchObject([{ id: job?.id, attempts: 1 }]);
  });

  test("and the CRM wants no calls: the job waits as long as it is asked to, and has all its tries then", async () => {
    const { cleo, job, end } = await underWay();
    await askAgain(cleo);
    await end.retry(job, false);
    expect(await claim(database.sql, 10)).toEqual([]);
    await database.sql`update private.jobs set run_at = now()`;
    expect(await claim(database.sql, 10)).toMatchObject([{ id: job?.id, attempts: 1 }]);
  });

  test("and the job is given up: nobody of it is, and the delivery goes on", async () => {
    const { meetingId, eventId, cleo, job, end } = await underWay();
    await askAgain(cleo);
    // What the log step says of Ben before it gives up.
    await database.sql`
      update public.attendee_outcomes set status = 'failed', reason = 'gave_up' where meeting_id = ${meetingId} and name = 'ben'`;
    await end.bury(job);
    expect(await claim(database.sql, 10)).toMatchObject([{ id: job?.id, attempts: 1 }]);
    const statuses = await database.sql`select status from public.attendee_outcomes where meeting_id = ${meetingId}`;
    expect(statuses).toEqual([{ status: "pending" }, { status: "pending" }]);
    expect(await stateOf(eventId)).toMatchObject({ state: "processing" });
    expect(await database.sql`select 1 from public.alerts where workspace_id = ${owner.workspaceId}`).toEqual([]);
  });
});

describe("a job that was not tried because the CRM wants no calls", () => {
  test("uses up no try, however often, neither its own nor the delivery's", async () => {
    const { eventId, job, end } = await underWay();
    const before = await stateOf(eventId);
    let held = job;
    for (let round = 0; round < 20; round++) {
      await end.retry(held, false);
      await database.sql`update private.jobs set run_at = now()`;
      [held] = await claim(database.sql, 1);
    }
    expect(held).toMatchObject({ id: job?.id, attempts: 1 });
    expect(await stateOf(eventId)).toEqual(before);
  });
});
