import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ClaimedJob, addIntegration, claim, meetingJson, receive } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let integration: string;
let owner: { userId: string; workspaceId: string };

beforeAll(async () => {
  database = await createTestDatabase();
  owner = await addUser(database.sql, "ana.host@example.com");
  integration = await addIntegration(database.sql, owner, "ana.host@example.com");
});
beforeEach(() => database.sql`delete from public.webhook_events`);
beforeEach(() => database.sql`delete from public.meetings`);
afterAll(() => database.drop());

const json = (value: unknown) => JSON.stringify(value);
const stateOf = async (eventId: string) => {
  const [row] = await database.sql`select state, error from public.webhook_events where id = ${eventId}`;
  return row;
};
const store = (sql: postgres.ISql, job: ClaimedJob | undefined, ...meetings: object[]) =>
  sql`select public.store_meetings(${job?.id ?? ""}, ${job?.lease_token ?? ""}, ${json({ meetings })}::text::jsonb)`;
const finish = (sql: postgres.ISql, job: ClaimedJob | undefined) =>
  sql`select public.finish_job(${job?.id ?? ""}, ${job?.lease_token ?? ""})`;
const bury = (job: ClaimedJob | undefined) =>
  database.sql`select public.bury_job(${job?.id ?? ""}, ${job?.lease_token ?? ""}, 'no use')`;

/** One event that brought these meetings, with their log jobs claimed. */
const stored = async (delivery: string, ...meetings: object[]): Promise<{ eventId: string; jobs: ClaimedJob[] }> => {
  const { eventId } = await receive(database.sql, integration, delivery);
  const [job] = await claim(database.sql, 1);
  await store(database.sql, job, ...meetings);
  return { eventId, jobs: await claim(database.sql, 10) };
};

describe("promise 3: no event stays in the middle for ever", () => {
  test("two jobs of one event that end at the same moment settle it", async () => {
    for (let round = 0; round < 20; round++) {
      const { eventId, jobs } = await stored(`msg_pair_${round}`, meetingJson(`a${round}`), meetingJson(`b${round}`));
      expect(jobs).toHaveLength(2);
      await Promise.all(jobs.map((job) => finish(database.sql, job)));
      expect(await stateOf(eventId)).toEqual({ state: "processed", error: null });
    }
  });

  test("two ends of which neither sees what the other has not committed settle it", async () => {
    const { eventId, jobs } = await stored("msg_skew", meetingJson("s1"), meetingJson("s2"));
    const other = postgres(database.url, { max: 1 });
    let second: Promise<unknown> = Promise.resolve();
    await database.sql.begin(async (transaction) => {
      await finish(transaction, jobs[0]);
      second = finish(other, jobs[1]).then((rows) => rows);
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    await second;
    await other.end();
    expect(await stateOf(eventId)).toEqual({ state: "processed", error: null });
  });

  test("a delivery stored while its meeting's log job ends is settled by one of the two", async () => {
    const attendees = [
      { name: "A", email: "a@example.org", isExternal: true, status: "skipped_internal", reason: "recorder" },
    ];
    const first = await stored("msg_first", meetingJson("m"));
    await database.sql`update public.attendee_outcomes set status = 'not_found'`;
    const { eventId } = await receive(database.sql, integration, "msg_second");
    const [job] = await claim(database.sql, 1);
    const other = postgres(database.url, { max: 1 });
    let end: Promise<unknown> = Promise.resolve();
    await database.sql.begin(async (transaction) => {
      await store(transaction, job, meetingJson("m", { attendees }));
      end = finish(other, first.jobs[0]).then((rows) => rows);
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    await end;
    await other.end();
    expect([await stateOf(first.eventId), await stateOf(eventId)]).toEqual([
      { state: "processed", error: null },
      { state: "processed", error: null },
    ]);
  });

  test("a job that is given up marks every delivery of its meeting and everybody who waited, and keeps open intents", async () => {
    const first = await stored("msg_one", meetingJson("d"));
    await database.sql`select public.retry_job(${first.jobs[0]?.id ?? ""}, ${first.jobs[0]?.lease_token ?? ""}, 0, 'later')`;
    const { eventId } = await receive(database.sql, integration, "msg_two");
    const job = (await claim(database.sql, 10)).find(({ kind }) => kind === "store");
    await store(database.sql, job, meetingJson("d"));
    await database.sql`update private.jobs set leased_until = now() - interval '1 s', run_at = now()`;
    await database.sql`update public.attendee_outcomes set write_started_at = now(), crm_person_id = '1' where status = 'pending'`;
    await bury((await claim(database.sql, 10))[0]);
    // It had been asked for again while it ran: it gets its own tries before it is given up.
    await bury((await claim(database.sql, 10))[0]);
    expect([await stateOf(first.eventId), await stateOf(eventId)]).toEqual([
      { state: "dead", error: "no use" },
      { state: "dead", error: "no use" },
    ]);
    const [outcome] = await database.sql`
      select status, reason, write_started_at is not null as open from public.attendee_outcomes where status <> 'skipped_internal'`;
    expect(outcome).toEqual({ status: "failed", reason: "gave_up", open: true });
  });

  test("an event of which one meeting was given up ends as dead, whatever the other one does later", async () => {
    const { eventId, jobs } = await stored("msg_half", meetingJson("h1"), meetingJson("h2"));
    await bury(jobs[0]);
    await database.sql`select public.retry_job(${jobs[1]?.id ?? ""}, ${jobs[1]?.lease_token ?? ""}, 0, 'later')`;
    const [again] = await claim(database.sql, 10);
    await finish(database.sql, again);
    expect(await stateOf(eventId)).toEqual({ state: "dead", error: "no use" });
  });

  test("what is asked for while a job is being given up gets its own tries", async () => {
    const { jobs } = await stored("msg_again", meetingJson("g"));
    await receive(database.sql, integration, "msg_more");
    const [job] = await claim(database.sql, 1);
    await store(database.sql, job, meetingJson("g"));
    await bury(jobs[0]);
    expect(await claim(database.sql, 10)).toMatchObject([{ kind: "log", attempts: 1 }]);
  });
});

describe("the queue under load", () => {
  test("a dropped job does not push itself in front of what waits longer", async () => {
    await receive(database.sql, integration, "msg_old");
    await receive(database.sql, integration, "msg_dropped");
    await database.sql`update private.jobs set run_at = now() - interval '1 hour'
                       where event_id = (select id from public.webhook_events where delivery_id = 'msg_old')`;
    await database.sql`update private.jobs set state = 'running', run_at = now() - interval '1 day', leased_until = now() - interval '1 s'
                       where event_id = (select id from public.webhook_events where delivery_id = 'msg_dropped')`;
    const [first] = await claim(database.sql, 1);
    const [row] =
      await database.sql`select delivery_id from public.webhook_events where id = ${first?.event_id ?? null}`;
    expect(row).toEqual({ delivery_id: "msg_old" });
  });

  test("a new delivery does not cut short the wait that the CRM asked for", async () => {
    const { jobs } = await stored("msg_limited", meetingJson("w"));
    await database.sql`select public.retry_job(${jobs[0]?.id ?? ""}, ${jobs[0]?.lease_token ?? ""}, 3600000, 'limited')`;
    await receive(database.sql, integration, "msg_hurry");
    const [job] = await claim(database.sql, 1);
    await store(database.sql, job, meetingJson("w"));
    expect(await claim(database.sql, 10)).toEqual([]);
  });
});

describe("who owns what", () => {
  test("attendees that a colleague's delivery adds to a known meeting belong to the meeting's owner", async () => {
    await stored("msg_mine", meetingJson("o", { recordedByEmail: "somebody@example.net" }));
    const colleague = await addUser(database.sql, "cole@example.net");
    const theirs = await addIntegration(
      database.sql,
      { ...colleague, workspaceId: owner.workspaceId },
      "cole@example.net",
    );
    await receive(database.sql, theirs, "msg_theirs");
    const job = (await claim(database.sql, 10)).find(({ kind }) => kind === "store");
    const added = { name: "New", email: "new@example.org", isExternal: true, status: "pending", reason: null };
    await store(database.sql, job, meetingJson("o", { recordedByEmail: "somebody@example.net", attendees: [added] }));
    const owners = await database.sql`select distinct user_id from public.attendee_outcomes`;
    expect(owners.map((row) => row["user_id"])).toEqual([owner.userId]);
  });

  test("the user who connected Fathom may go; the recordings still arrive", async () => {
    const leaving = await addUser(database.sql, "leaving@example.net");
    const theirs = await addIntegration(
      database.sql,
      { ...leaving, workspaceId: owner.workspaceId },
      "rep@example.net",
    );
    await database.sql`delete from auth.users where id = ${leaving.userId}`;
    expect((await receive(database.sql, theirs, "msg_after")).isDuplicate).toBe(false);
  });

  test("a delivery id that is taken under both of its keys is refused, not swallowed", async () => {
    const rival = await addUser(database.sql, "rival@example.net");
    const elsewhere = await addIntegration(database.sql, rival, "rival@example.net");
    await receive(database.sql, elsewhere, "msg_9");
    await receive(database.sql, elsewhere, `${integration}:msg_9`);
    await expect(receive(database.sql, integration, "msg_9")).rejects.toMatchObject({ code: "PT409" });
  });
});

describe("the connection", () => {
  const connect = (account: string, sealed: string, id: string) =>
    database.sql`select public.connect_crm(${owner.workspaceId}, 'pipedrive', ${account}, ${id}, ${sealed}, 'k1')`;

  test("what a former token was answered does not break the present one", async () => {
    const id = crypto.randomUUID();
    await connect("acme", "sealed-old", id);
    await connect("acme", "sealed-new", id);
    await database.sql`select public.report_connection(${id}, 'sealed-old', false, true, 'refused')`;
    expect(await database.sql`select status from public.crm_connections where id = ${id}`).toEqual([
      { status: "active" },
    ]);
    await database.sql`select public.report_connection(${id}, 'sealed-new', false, true, 'refused')`;
    expect(await database.sql`select status from public.crm_connections where id = ${id}`).toEqual([
      { status: "broken" },
    ]);
  });

  test("a person and a note of another account are nobody's and nothing's in this one", async () => {
    const [connection] = await database.sql<
      { id: string }[]
    >`select id from public.crm_connections where workspace_id = ${owner.workspaceId}`;
    const two = ["a", "b"].map((name) => ({
      name,
      email: `${name}@example.org`,
      isExternal: true,
      status: "pending",
      reason: null,
    }));
    const { jobs } = await stored("msg_account", meetingJson("acc", { attendees: two }));
    const outcomes = await database.sql<{ id: string }[]>`select id from public.attendee_outcomes order by email`;
    const saved = {
      account: "acme",
      outcomes: [
        { id: outcomes[0]?.id, status: "note_added", personId: "42", noteId: "900", intent: "clear" },
        { id: outcomes[1]?.id, status: "failed", reason: "crm_unauthorized", personId: "43", intent: "keep" },
      ],
    };
    await database.sql`select public.save_outcomes(${jobs[0]?.id ?? ""}, ${jobs[0]?.lease_token ?? ""}, ${json(saved)}::text::jsonb)`;
    await finish(database.sql, jobs[0]);
    await connect("globex", "sealed", connection?.id ?? "");
    const [job] = await claim(database.sql, 10);
    const [work] = await database.sql`select public.load_log_work(${job?.id ?? ""}, ${job?.lease_token ?? ""}) as work`;
    expect(work?.["work"]).toMatchObject({
      written: [],
      begun: [],
      outcomes: [{ personId: null, writeStartedAt: null }],
    });
  });

  test("an intent outlives a failure that says nothing about the write", async () => {
    const { jobs } = await stored("msg_intent", meetingJson("int"));
    const [outcome] = await database.sql<
      { id: string }[]
    >`select id from public.attendee_outcomes where status = 'pending'`;
    const save = (change: object) =>
      database.sql`select public.save_outcomes(${jobs[0]?.id ?? ""}, ${jobs[0]?.lease_token ?? ""},
        ${json({ account: "globex", outcomes: [{ id: outcome?.id, status: "pending", ...change }] })}::text::jsonb)`;
    const intent = async () =>
      (
        await database.sql`select crm_person_id, write_started_at is not null as open from public.attendee_outcomes where id = ${outcome?.id ?? ""}`
      )[0];
    await save({ personId: "7", intent: "begin" });
    await save({ intent: "keep" });
    expect(await intent()).toEqual({ crm_person_id: "7", open: true });
    await save({ intent: "clear" });
    expect(await intent()).toEqual({ crm_person_id: null, open: false });
  });
});
