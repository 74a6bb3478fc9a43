import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type LogEnd, type Mill, createMill, newMeeting } from "../support/mill.ts";
import { addIntegration, claim, meetingJson } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let mill: Mill;
let workspaceId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const owner = await addUser(database.sql, "ana.host@example.com");
  ({ workspaceId } = owner);
  mill = createMill(database.sql, await addIntegration(database.sql, owner, "ana.host@example.com"));
});
beforeEach(async () => {
  await database.sql`delete from public.webhook_events`;
  await database.sql`delete from public.meetings`;
});
afterAll(() => database.drop());

const replay = async (eventId: string): Promise<string> => {
  const [row] = await database.sql`select public.replay_event(${eventId}) as answer`;
  return String(row?.["answer"]);
};
const stateOf = async (eventId: string) => {
  const [row] = await database.sql`
    select state, error, finished_at is not null as is_over from public.webhook_events where id = ${eventId}`;
  return row;
};
const statuses = async () => {
  const rows = await database.sql`
    select status from public.attendee_outcomes where status <> 'skipped_internal' order by created_at, email`;
  return rows.map(({ status }) => String(status));
};
const jobs = () => database.sql`
  select kind, state, attempts, run_at <= now() as is_due from private.jobs where kind in ('store', 'log') order by kind`;

/** An event that brought one meeting, whose log job ended so. */
const logged = async (end: LogEnd, meeting = newMeeting()) => {
  const event = await mill.deliver(meeting);
  await mill.drain(end);
  return { ...event, meeting };
};
/** Everything there is, to see that a second time adds nothing. */
const counts = async () => {
  const [row] = await database.sql`
    select (select count(*) from public.webhook_events)::int as events, (select count(*) from public.meetings)::int as meetings,
      (select count(*) from public.meeting_events)::int as links, (select count(*) from public.attendee_outcomes)::int as outcomes`;
  return row;
};

describe("replaying an event", () => {
  test("whose log job was given up: everybody gets all tries again, and it ends as processed", async () => {
    const { eventId } = await logged("dead");
    expect([await stateOf(eventId), await statuses()]).toMatchObject([{ state: "dead" }, ["failed", "failed"]]);
    expect(await replay(eventId)).toBe("done");
    expect(await stateOf(eventId)).toEqual({ state: "received", error: null, is_over: false });
    expect(await jobs()).toEqual([
      { kind: "log", state: "queued", attempts: 0, is_due: true },
      { kind: "store", state: "queued", attempts: 0, is_due: true },
    ]);
    expect(await statuses()).toEqual(["pending", "pending"]);
    await mill.drain("note_added");
    expect([await stateOf(eventId), await statuses()]).toMatchObject([
      { state: "processed", error: null, is_over: true },
      ["note_added", "note_added"],
    ]);
  });

  test("whose store job was given up", async () => {
    const meeting = newMeeting();
    const { eventId } = await mill.deliver(meeting);
    const [job] = await claim(database.sql, 1);
    await database.sql`select public.bury_job(${job?.id ?? ""}, ${job?.lease_token ?? ""}, 'unexpected: TypeError')`;
    expect(await stateOf(eventId)).toMatchObject({ state: "dead" });
    expect(await replay(eventId)).toBe("done");
    await mill.drain("note_added");
    expect([await stateOf(eventId), await statuses()]).toMatchObject([
      { state: "processed" },
      ["note_added", "note_added"],
    ]);
  });

  test("that could not be read, and now can", async () => {
    const { eventId, delivery } = await mill.deliver();
    await mill.drain("note_added");
    expect(await stateOf(eventId)).toMatchObject({ state: "unreadable" });
    mill.reads(delivery, newMeeting());
    expect(await replay(eventId)).toBe("done");
    await mill.drain("note_added");
    expect(await stateOf(eventId)).toMatchObject({ state: "processed" });
  });

  test("that still cannot be read stays unreadable", async () => {
    const { eventId } = await mill.deliver();
    await mill.drain("note_added");
    expect(await replay(eventId)).toBe("done");
    await mill.drain("note_added");
    expect(await stateOf(eventId)).toMatchObject({ state: "unreadable", is_over: true });
  });

  test("whose attendees did not all come to a good end: those, and nobody else", async () => {
    const { eventId, meeting } = await logged("note_added");
    await database.sql`
      update public.attendee_outcomes set status = 'failed', reason = 'crm_rejected', crm_note_id = null
      where email = ${meeting.attendees[0]?.email ?? ""}`;
    const [before] = await database.sql`
      select id, crm_note_id, updated_at from public.attendee_outcomes where status = 'note_added'`;
    expect(await replay(eventId)).toBe("done");
    await mill.drain("note_added");
    expect(await statuses()).toEqual(["note_added", "note_added"]);
    const [after] = await database.sql`
      select id, crm_note_id, updated_at from public.attendee_outcomes where id = ${before?.["id"]}`;
    expect(after).toEqual(before);
  });

  test("that waits for its next try: the try is now, and all others come after it", async () => {
    const { eventId } = await logged("retry");
    expect([await stateOf(eventId), await claim(database.sql, 10)]).toMatchObject([{ state: "retrying" }, []]);
    expect(await replay(eventId)).toBe("done");
    const claimed = await claim(database.sql, 10);
    expect(claimed.map(({ kind, attempts }) => [kind, attempts]).toSorted()).toEqual([
      ["log", 1],
      ["store", 1],
    ]);
  });

  test("twice at once is once, and creates nothing", async () => {
    const { eventId } = await logged("dead");
    const before = await counts();
    const answers = await Promise.all(Array.from({ length: 8 }, () => replay(eventId)));
    expect(answers.toSorted()).toEqual(["done", ...Array(7).fill("running")]);
    await mill.drain("note_added");
    expect(await counts()).toEqual(before);
  });

  test("again after everybody is logged creates nothing and changes no outcome", async () => {
    const { eventId } = await logged("note_added");
    const before = [await counts(), await database.sql`select * from public.attendee_outcomes order by id`];
    for (let round = 0; round < 3; round++) {
      expect(await replay(eventId)).toBe("done");
      await mill.drain("note_added");
    }
    expect([await counts(), await database.sql`select * from public.attendee_outcomes order by id`]).toEqual(before);
    expect(await stateOf(eventId)).toMatchObject({ state: "processed" });
  });

  test("whose job a worker has: nothing is touched", async () => {
    const { eventId } = await mill.deliver(newMeeting());
    const [job] = await claim(database.sql, 1);
    expect(await replay(eventId)).toBe("running");
    const [held] = await database.sql`select state, lease_token, attempts from private.jobs`;
    expect(held).toEqual({ state: "running", lease_token: job?.lease_token, attempts: 0 });
    expect(await stateOf(eventId)).toMatchObject({ state: "processing" });
  });

  test("that is due already needs nobody's help", async () => {
    const { eventId } = await mill.deliver(newMeeting());
    expect(await replay(eventId)).toBe("running");
  });

  test("that is not there", async () => {
    await expect(replay(crypto.randomUUID())).rejects.toMatchObject({ code: "PT404" });
  });

  test("whose content is erased: who still waits is logged; when nobody does there is nothing to do", async () => {
    const { eventId } = await logged("dead");
    await database.sql`update public.webhook_events set payload = null, payload_text = null, erased_at = now()`;
    expect(await replay(eventId)).toBe("done");
    expect(await jobs()).toMatchObject([{ kind: "log" }]);
    await mill.drain("note_added");
    expect(await stateOf(eventId)).toMatchObject({ state: "processed" });
    expect(await replay(eventId)).toBe("nothing");
    expect(await stateOf(eventId)).toMatchObject({ state: "processed" });
  });

  test("a note that may have been written is looked for before another one is", async () => {
    const { eventId } = await logged("retry");
    await database.sql`
      update public.attendee_outcomes set write_started_at = now(), crm_person_id = '7', crm_account = 'acme' where status = 'pending'`;
    await database.sql`update private.jobs set run_at = now()`;
    await mill.drain("dead");
    await replay(eventId);
    const open = await database.sql`
      select crm_person_id, write_started_at is not null as open from public.attendee_outcomes where status = 'pending'`;
    expect(open).toEqual(Array(2).fill({ crm_person_id: "7", open: true }));
  });
});

describe("replaying all of a filter", () => {
  const replayAll = async (filter: object, most = 200) => {
    const [row] = await database.sql`
      select public.replay_events(${workspaceId}, ${JSON.stringify(filter)}::text::jsonb, ${most}) as answer`;
    return row?.["answer"] as { replayed: number; running: number; next: object | null };
  };

  test("page by page: each once, oldest first, and the last page says that it is the last", async () => {
    for (let index = 0; index < 25; index++) await mill.deliver();
    await mill.drain("note_added");
    const pages: unknown[] = [];
    let next: object | null = {};
    while (next) {
      const answer = await replayAll({ states: ["unreadable"], ...next }, 10);
      pages.push([answer.replayed, answer.running]);
      ({ next } = answer);
    }
    expect(pages).toEqual([
      [10, 0],
      [10, 0],
      [5, 0],
    ]);
    expect(await database.sql`select distinct state from public.webhook_events`).toEqual([{ state: "received" }]);
  });

  test("events of the same microsecond are not skipped and not repeated", async () => {
    for (let index = 0; index < 9; index++) await mill.deliver();
    await mill.drain("note_added");
    await database.sql`update public.webhook_events set received_at = '2026-11-20 10:00:00.123456+00'`;
    const first = await replayAll({ states: ["unreadable"] }, 4);
    const second = await replayAll({ states: ["unreadable"], ...first.next }, 4);
    const third = await replayAll({ states: ["unreadable"], ...second.next }, 4);
    expect([first, second, third]).toMatchObject([{ replayed: 4 }, { replayed: 4 }, { replayed: 1, next: null }]);
  });

  test("by state, source and time; nobody else's", async () => {
    const dead = await logged("dead");
    const unreadable = await mill.deliver();
    await mill.drain("dead");
    await database.sql`update public.webhook_events set received_at = '2026-11-01 12:00+00' where id = ${dead.eventId}`;
    const stranger = await addUser(database.sql, "eve@example.net");
    const none = { replayed: 0, running: 0, next: null };
    expect(await replayAll({ states: ["retrying"] })).toEqual(none);
    expect(await replayAll({ states: ["dead", "unreadable"], receivedFrom: "2027-01-01T00:00:00Z" })).toEqual(none);
    expect(await replayAll({ states: ["dead"], receivedBefore: "2026-11-01T12:00:00Z" })).toEqual(none);
    const [theirs] = await database.sql`
      select public.replay_events(${stranger.workspaceId}, '{"states":["dead","unreadable"]}', 200) as answer`;
    expect(theirs?.["answer"]).toEqual(none);
    const found = await replayAll({
      states: ["dead"],
      source: "fathom",
      receivedFrom: "2026-11-01T12:00:00Z",
      receivedBefore: "2026-11-01T12:00:01Z",
    });
    expect(found).toEqual({ replayed: 1, running: 0, next: null });
    expect([await stateOf(dead.eventId), await stateOf(unreadable.eventId)]).toMatchObject([
      { state: "received" },
      { state: "unreadable" },
    ]);
  });

  test("two deliveries of one meeting are both read again", async () => {
    const { meeting } = await logged("dead");
    const second = await mill.deliver(
      meetingJson(meeting.externalId, { attendees: meeting.attendees, summary: "Late." }),
    );
    await mill.drain("dead");
    await database.sql`update public.meetings set summary = null`;
    expect(await replayAll({ states: ["dead"] })).toMatchObject({ replayed: 2, running: 0 });
    await mill.drain("note_added");
    expect(await database.sql`select summary from public.meetings`).toEqual([{ summary: "Late." }]);
    expect(await stateOf(second.eventId)).toMatchObject({ state: "processed" });
  });

  test("those that are running are counted and passed over", async () => {
    await logged("dead");
    await mill.deliver(newMeeting());
    await claim(database.sql, 1);
    await database.sql`update public.webhook_events set state = 'retrying' where state = 'processing'`;
    expect(await replayAll({ states: ["dead", "retrying"] })).toMatchObject({ replayed: 1, running: 1 });
  });

  test("two hundred at once stay far within the time that a statement has", async () => {
    for (let index = 0; index < 200; index++) await mill.deliver(newMeeting());
    await mill.drain("dead");
    const begunAt = performance.now();
    expect(await replayAll({ states: ["dead"] })).toMatchObject({ replayed: 200 });
    const ms = performance.now() - begunAt;
    console.log(`200 events replayed in ${Math.round(ms)} ms`);
    expect(ms).toBeLessThan(4000);
  }, 60_000);
});

describe("having attendees logged again", () => {
  const replayAttendees = async (filter: object, most = 200) => {
    const [row] = await database.sql`
      select public.replay_attendees(${workspaceId}, ${JSON.stringify(filter)}::text::jsonb, ${most}) as answer`;
    return row?.["answer"] as { replayed: number; next: object | null };
  };

  test("page by page, those of a status and a reason, each once", async () => {
    for (let index = 0; index < 5; index++) await logged("not_found");
    await logged("failed");
    expect(await replayAttendees({ status: "failed", reason: "gave_up" })).toEqual({ replayed: 0, next: null });
    const first = await replayAttendees({ status: "not_found" }, 6);
    const second = await replayAttendees({ status: "not_found", ...first.next }, 6);
    expect([first, second]).toMatchObject([{ replayed: 6 }, { replayed: 4, next: null }]);
    await mill.drain("note_added");
    expect((await statuses()).toSorted()).toEqual([...Array(2).fill("failed"), ...Array(10).fill("note_added")]);
  });

  test("those who were found, who are internal or have no address are left alone", async () => {
    await logged("not_found");
    await database.sql`update public.attendee_outcomes set email = null where name = 'ben'`;
    expect(await replayAttendees({ status: "not_found" })).toEqual({ replayed: 1, next: null });
    await mill.drain("note_added");
    expect(await replayAttendees({ status: "note_added" })).toEqual({ replayed: 0, next: null });
  });

  test("the delivery stays what it is: over", async () => {
    const { eventId } = await logged("not_found");
    const before = await database.sql`select state, finished_at from public.webhook_events where id = ${eventId}`;
    await replayAttendees({ status: "not_found" });
    await mill.drain("note_added");
    expect(await database.sql`select state, finished_at from public.webhook_events where id = ${eventId}`).toEqual(
      before,
    );
  });
});
