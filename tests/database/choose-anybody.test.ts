import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addIntegration, claim, meetingJson, storeMeeting } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let owner: { userId: string; workspaceId: string };
let integration: string;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = await addUser(database.sql, "ana.host@example.com");
  integration = await addIntegration(database.sql, owner, "ana.host@example.com");
  await database.sql`select public.connect_crm(${owner.workspaceId}, 'pipedrive', 'acme', ${crypto.randomUUID()}, 'sealed', 'k1')`;
});
beforeEach(() => database.sql`delete from public.webhook_events`);
beforeEach(() => database.sql`delete from public.meetings`);
beforeEach(() => database.sql`delete from private.crm_people`);
afterAll(() => database.drop());

const store = async (id: string, email: string | null = "ben.buyer@example.org"): Promise<string> => {
  const ben = { name: "Ben Buyer", email, isExternal: true, status: "pending", reason: null };
  const { meetingId } = await storeMeeting(database.sql, integration, meetingJson(id, { attendees: [ben] }));
  const [row] = await database.sql<
    { id: string }[]
  >`select id from public.attendee_outcomes where meeting_id = ${meetingId}`;
  return row?.id ?? "";
};
/** A log job of the attendee's meeting says what became of them. */
const save = async (outcome: string, change: Record<string, unknown>) => {
  const [job] = await claim(database.sql, 1);
  const saved = {
    account: "acme",
    outcomes: [{ id: outcome, intent: "clear", countsAsAttempt: false, ...change }],
    foundPeople: [],
    forgottenPeople: [],
  };
  await database.sql`select public.save_outcomes(${job?.id ?? ""}, ${job?.lease_token ?? ""}, ${JSON.stringify(saved)}::text::jsonb)`;
  await database.sql`select public.finish_job(${job?.id ?? ""}, ${job?.lease_token ?? ""})`;
};
const notFound = { status: "not_found", reason: "no_person" };
const choose = async (outcome: string, person = "7", account = "acme") => {
  const [row] = await database.sql<{ said: string }[]>`
    select public.choose_anybody(${outcome}, ${owner.userId}, ${account}, ${person}, 'Dana') as said`;
  return row?.said;
};
const begin = async (outcome: string) => {
  const [row] = await database.sql<{ said: string }[]>`select public.begin_person_creation(${outcome}) as said`;
  return row?.said;
};
const outcomeOf = async (outcome: string) =>
  (await database.sql`select * from public.attendee_outcomes where id = ${outcome}`)[0];
const history = async () =>
  (
    await database.sql`select what, reason, decided_by is not null as by_a_person from public.meeting_history order by id`
  ).map(({ what, reason, by_a_person }) => [what, reason, by_a_person ? "a person" : null].filter(Boolean).join(", "));

describe("promise 6: whom a person chooses", () => {
  test("is remembered for the address, and the attendee waits to be logged there", async () => {
    const outcome = await store("a");
    await save(outcome, notFound);
    expect(await choose(outcome)).toBe("done");
    expect(await outcomeOf(outcome)).toMatchObject({ status: "pending", crm_person_id: "7", crm_person_name: "Dana" });
    expect(await database.sql`select email, person_id, chosen_by from private.crm_people`).toEqual([
      { email: "ben.buyer@example.org", person_id: "7", chosen_by: owner.userId },
    ]);
    expect(await claim(database.sql, 5)).toMatchObject([{ kind: "log" }]);
  });

  test.each([
    ["somebody else: it is not taken for theirs", "7", false],
    ["them: it is looked for before another is made", "5", true],
  ])("who chose after a write was begun on %s", async (_, person, isKept) => {
    const outcome = await store("a");
    await save(outcome, { status: "pending", reason: "person_found", personId: "5", intent: "begin" });
    await database.sql`update public.attendee_outcomes set status = 'failed', reason = 'gave_up' where id = ${outcome}`;
    expect(await choose(outcome, person)).toBe("done");
    expect((await outcomeOf(outcome))?.["write_started_at"] !== null).toBe(isKept);
  });

  test("is for later meetings where the note is written: this outcome stays as it is", async () => {
    const outcome = await store("a");
    await save(outcome, {
      status: "note_added",
      reason: "person_found",
      personId: "5",
      noteId: "90",
      fingerprint: "f",
    });
    const before = await outcomeOf(outcome);
    expect(await choose(outcome)).toBe("kept");
    expect(await outcomeOf(outcome)).toEqual(before);
    expect(await history()).toEqual(["note_added, person_found", "person_changed, a person"]);
  });

  test("without an address is known to the worker as a person's choice, and remembered for nobody else", async () => {
    const outcome = await store("a", null);
    await database.sql`update public.attendee_outcomes set status = 'not_found', reason = 'no_email' where id = ${outcome}`;
    expect(await choose(outcome)).toBe("done");
    expect(await database.sql`select 1 from private.crm_people`).toEqual([]);
    const [job] = await claim(database.sql, 1);
    const [work] =
      await database.sql`select public.load_log_work(${job?.id ?? ""}, ${job?.lease_token ?? ""}) -> 'outcomes' as o`;
    expect(work?.["o"]).toMatchObject([
      { email: null, knownPersonId: "7", knownPersonName: "Dana", isHumanChoice: true },
    ]);
  });

  test.each([
    ["an erased attendee", { status: "not_found", reason: "erased" }, "acme", "erased"],
    ["one of the team", { status: "skipped_internal", reason: "recorder" }, "acme", "internal"],
    ["one whom a worker is at", { status: "pending", reason: null }, "acme", "waiting"],
    ["an account that is not connected any more", notFound, "other", "no_connection"],
  ])("is refused for %s, and nothing is remembered", async (_, { status, reason }, account, expected) => {
    const outcome = await store("a");
    await database.sql`update public.attendee_outcomes set status = ${status}, reason = ${reason} where id = ${outcome}`;
    expect(await choose(outcome, "7", account)).toBe(expected);
    expect(await database.sql`select 1 from private.crm_people`).toEqual([]);
  });
});

describe("a contact that is being created", () => {
  test("promise 2: keeps everybody else from creating one for the address, from other meetings too, for two minutes", async () => {
    const [first, second] = [await store("a"), await store("b", "BEN.buyer@example.org")];
    await database.sql`update public.attendee_outcomes set status = 'not_found', reason = 'no_person'`;
    expect(await begin(first)).toBe("begun");
    expect([await begin(first), await begin(second)]).toEqual(["unsure", "unsure"]);
    await database.sql`update public.attendee_outcomes set person_creation_at = now() - interval '121 seconds' where id = ${first}`;
    expect(await begin(second)).toBe("begun");
    await database.sql`select public.end_person_creation(${second})`;
    expect(await begin(first)).toBe("begun");
  });

  test.each([
    ["note_added", "already_logged"],
    ["ambiguous", "several"],
    ["pending", "waiting"],
    ["skipped_internal", "internal"],
  ])("is not begun for somebody who is %s", async (status, expected) => {
    const outcome = await store("a");
    await database.sql`update public.attendee_outcomes set status = ${status} where id = ${outcome}`;
    expect(await begin(outcome)).toBe(expected);
  });
});

describe("promise 3: the history of a meeting", () => {
  test("tells of tries, ends and what came late, each once, and not of what only waits", async () => {
    const outcome = await store("a");
    const [meeting] = await database.sql`select id from public.meetings`;
    const set = (change: Record<string, unknown>) =>
      database.sql`update public.attendee_outcomes set ${database.sql(change)} where id = ${outcome}`;
    await set({ reason: "person_found", write_started_at: new Date() });
    await set({ reason: "crm_unavailable", attempts: 1 });
    await set({ reason: "crm_rate_limited" });
    await set({ reason: "crm_rate_limited", error: "again" });
    await set({ status: "note_added", reason: "person_found", crm_note_id: "90", note_fingerprint: "f" });
    await set({ note_fingerprint: "g" });
    await set({ note_fingerprint: null });
    await set({ reason: "note_deleted", note_fingerprint: "h" });
    await database.sql`update public.meetings set summary = 'It came' where id = ${meeting?.["id"]}`;
    await database.sql`update public.meetings set summary = 'It came anew', transcript = '[]' where id = ${meeting?.["id"]}`;
    expect(await history()).toEqual([
      "tried, crm_unavailable",
      "tried, crm_rate_limited",
      "note_added, person_found",
      "note_updated, person_found",
      "note_deleted, note_deleted",
      "summary_came",
      "transcript_came",
    ]);
  });

  test("says who asked to look again", async () => {
    const outcome = await store("a");
    await save(outcome, notFound);
    await database.sql`select public.log_attendee_again(${outcome}, ${owner.userId})`;
    expect(await history()).toEqual(["not_found, no_person", "asked_again, a person"]);
  });

  test("goes with its meeting", async () => {
    await save(await store("a"), notFound);
    await database.sql`delete from public.meetings`;
    expect(await history()).toEqual([]);
  });
});
