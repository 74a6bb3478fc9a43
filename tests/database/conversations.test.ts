import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addIntegration, claim, meetingJson, receive, storeMeeting } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let integration: string;
let colleague: string;
let stranger: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const { sql } = database;
  const owner = await addUser(sql, "ana.host@example.com");
  integration = await addIntegration(sql, owner, "ana.host@example.com");
  colleague = await addIntegration(sql, owner, "cole.host@example.com");
  stranger = await addIntegration(sql, await addUser(sql, "eve@example.net"), "eve@example.net");
});
beforeEach(() => database.sql`delete from public.webhook_events`);
beforeEach(() => database.sql`delete from public.meetings`);
afterAll(() => database.drop());

const room = "zoom.us/j/1";
const at = (time: string): string => `2026-11-20T${time}:00.000Z`;
/** A recording in the room, from one time of the day to another. */
const recording = (id: string, from: string, to: string, more: Record<string, unknown> = {}) =>
  meetingJson(id, { roomKey: room, startedAt: at(from), endedAt: at(to), ...more });
const store = (meeting: ReturnType<typeof meetingJson>, by = integration) => storeMeeting(database.sql, by, meeting);
/** Which recording leads each of them, by their external ids. */
const conversations = async (): Promise<Record<string, string>> => {
  const rows = await database.sql<{ id: string; leader: string }[]>`
    select m.external_id as id, coalesce(l.external_id, m.external_id) as leader
    from public.meetings m left join public.meetings l on l.id = m.recording_of`;
  return Object.fromEntries(rows.map(({ id, leader }) => [id, leader]));
};

describe("two recordings are one conversation (decision 4)", () => {
  test.each([
    ["in one room at overlapping times", recording("b", "10:20", "10:50")],
    ["in one room, one within the other", recording("b", "10:10", "10:12")],
    [
      "in one room for one scheduled event, one after the other",
      recording("b", "10:40", "10:50", { scheduledStartAt: at("10:00") }),
    ],
    [
      "in one room when only its beginning is known",
      recording("b", "10:10", "10:10", { endedAt: null, durationSeconds: null }),
    ],
    [
      "for one calendar event, in different rooms",
      recording("b", "14:00", "14:30", { roomKey: null, calendarKey: "k" }),
    ],
  ])("%s", async (_, second) => {
    await store(recording("a", "10:00", "10:30", { scheduledStartAt: at("10:00"), calendarKey: "k" }));
    await store(second, colleague);
    expect(await conversations()).toEqual({ a: "a", b: "a" });
    expect(await database.sql`select distinct other_recordings from public.meetings`).toEqual([
      { other_recordings: 1 },
    ]);
  });

  test("whether their end or their length is told, and whichever is stored first", async () => {
    const byLength = { endedAt: null, durationSeconds: 1800 };
    for (const [first, second] of [
      [byLength, byLength],
      [{}, byLength],
      [byLength, {}],
    ]) {
      await database.sql`delete from public.meetings`;
      await store(recording("a", "10:00", "10:30", first));
      await store(recording("b", "10:20", "10:50", second));
      expect(await conversations()).toEqual({ a: "a", b: "a" });
    }
  });

  test("a third one that overlaps with the second only belongs to the same conversation", async () => {
    await store(recording("a", "10:00", "10:30"));
    await store(recording("b", "10:20", "10:50"));
    await store(recording("c", "10:40", "11:00"));
    expect(await conversations()).toEqual({ a: "a", b: "a", c: "a" });
  });

  test("when the room of the first one was told only by a later delivery", async () => {
    await store(recording("a", "10:00", "10:30", { roomKey: null }));
    await store(recording("a", "10:00", "10:30"));
    await store(recording("b", "10:20", "10:50"));
    expect(await conversations()).toEqual({ a: "a", b: "a" });
  });

  test("both in one delivery", async () => {
    const { eventId } = await receive(database.sql, integration, "msg_both");
    const [job] = await claim(database.sql, 1);
    const meetings = [recording("b", "10:00", "10:30"), recording("a", "10:05", "10:30")];
    await database.sql`select public.store_meetings(${job?.id ?? ""}, ${job?.lease_token ?? ""}, ${database.sql.json({ meetings } as never)})`;
    expect(await conversations()).toEqual({ a: "a", b: "a" });
    const jobs = await claim(database.sql, 10);
    expect(jobs).toMatchObject([{ kind: "log", event_id: eventId }]);
  });
});

describe("two recordings are two conversations", () => {
  test.each([
    ["in one room, back to back", recording("b", "10:30", "11:00", { scheduledStartAt: at("10:30") }), true],
    ["in one room, back to back and nothing scheduled", recording("b", "10:30", "11:00"), true],
    [
      "in one room a week later",
      recording("b", "10:00", "10:30", {
        startedAt: "2026-11-27T10:00:00.000Z",
        endedAt: "2026-11-27T10:30:00.000Z",
        scheduledStartAt: "2026-11-27T10:00:00.000Z",
      }),
      true,
    ],
    ["in different rooms at the same time", recording("b", "10:00", "10:30", { roomKey: "zoom.us/j/2" }), true],
    ["without a room at the same time", recording("b", "10:00", "10:30", { roomKey: null }), true],
    ["for different calendar events", recording("b", "14:00", "14:30", { calendarKey: "other" }), true],
    ["of different workspaces", recording("b", "10:00", "10:30", { calendarKey: "k" }), false],
  ])("%s", async (_, second, isOurs) => {
    await store(recording("a", "10:00", "10:30", { scheduledStartAt: at("10:00"), calendarKey: "k" }));
    await store(second, isOurs ? colleague : stranger);
    expect(await conversations()).toEqual({ a: "a", b: "b" });
  });
});

describe("what was decided once stays", () => {
  test("a later delivery of a recording that stands alone does not move it into a conversation", async () => {
    await store(recording("a", "10:00", "10:30"));
    await store(recording("b", "12:00", "12:30"));
    await store(recording("b", "10:00", "10:30"));
    expect(await conversations()).toEqual({ a: "a", b: "b" });
  });

  test("nor does one of a recording that follows another make it lead", async () => {
    await store(recording("a", "10:00", "10:30"));
    await store(recording("b", "10:10", "10:30"));
    await store(recording("b", "15:00", "15:30"), colleague);
    expect(await conversations()).toEqual({ a: "a", b: "a" });
  });
});

describe("recordings that arrive together", () => {
  const storing = async (sql: postgres.ISql, delivery: string, meetings: object[]): Promise<void> => {
    const { eventId } = await receive(database.sql, integration, delivery);
    const [job] = await database.sql<{ id: string; lease: string }[]>`
      update private.jobs set state = 'running', lease_token = gen_random_uuid(), leased_until = now() + interval '1 minute'
      where event_id = ${eventId} and kind = 'store' returning id, lease_token as lease`;
    await sql`select public.store_meetings(${job?.id ?? ""}, ${job?.lease ?? ""}, ${database.sql.json({ meetings } as never)})`;
  };

  test("promise 2: stored at the same moment they have one leader and one log job", async () => {
    for (let round = 0; round < 10; round++) {
      const key = `room ${round}`;
      await Promise.all(
        ["x", "y", "z"].map((name) =>
          storing(database.sql, `msg_${name}${round}`, [
            recording(`${name}${round}`, "10:00", "10:30", { roomKey: key }),
          ]),
        ),
      );
      const [row] = await database.sql`
        select count(distinct coalesce(recording_of, id))::int as leaders, count(*)::int as recordings, min(other_recordings) as others,
          (select count(*)::int from private.jobs j where j.meeting_id in (select id from public.meetings where room_key = ${key})) as jobs
        from public.meetings where room_key = ${key}`;
      expect(row).toEqual({ leaders: 1, recordings: 3, others: 2, jobs: 1 });
    }
  });

  test("neither sees what the other has not committed, and yet they find each other", async () => {
    const other = postgres(database.url, { max: 1 });
    let second: Promise<void> = Promise.resolve();
    await database.sql.begin(async (transaction) => {
      await storing(transaction, "msg_first", [recording("a", "10:00", "10:30")]);
      second = storing(other, "msg_second", [recording("b", "10:10", "10:30")]);
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    await second;
    await other.end();
    expect(await conversations()).toEqual({ a: "a", b: "a" });
  });

  test("deliveries that name the same recordings, some without their room, wait for each other and do not deadlock", async () => {
    await storing(
      database.sql,
      "msg_0",
      ["a", "b", "c"].map((id) => recording(id, "10:00", "10:30")),
    );
    const bare = { roomKey: null };
    for (let round = 0; round < 25; round++) {
      await Promise.all([
        storing(database.sql, `msg_a${round}`, [recording("b", "10:00", "10:30", bare)]),
        storing(database.sql, `msg_b${round}`, [
          recording("a", "10:00", "10:30", bare),
          recording("c", "10:00", "10:30", bare),
        ]),
        storing(database.sql, `msg_c${round}`, [recording(`n${round}`, "10:00", "10:30")]),
        storing(database.sql, `msg_d${round}`, [
          recording("c", "10:00", "10:30", bare),
          recording("b", "10:00", "10:30", bare),
        ]),
      ]);
    }
    expect(new Set(Object.values(await conversations()))).toEqual(new Set(["a"]));
  });
});

describe("promise 3: the deliveries of a conversation", () => {
  const states = async () => {
    const rows = await database.sql`select state from public.webhook_events order by received_at, id`;
    return rows.map((row) => row["state"]);
  };
  const finish = async (): Promise<void> => {
    const [job] = await claim(database.sql, 1);
    await database.sql`update public.attendee_outcomes set status = 'note_added', crm_note_id = '1' where status = 'pending'`;
    await database.sql`select public.finish_job(${job?.id ?? ""}, ${job?.lease_token ?? ""})`;
  };

  test("are over when the log job of the leading recording is, all of them", async () => {
    await store(recording("a", "10:00", "10:30"));
    await store(recording("b", "10:10", "10:30"), colleague);
    expect(await states()).not.toContain("processed");
    await finish();
    expect(await states()).toEqual(["processed", "processed"]);
    expect(await database.sql`select 1 from private.jobs`).toHaveLength(0);
  });

  test("are given up together, with everybody who waited in any of them", async () => {
    await store(recording("a", "10:00", "10:30"));
    await store(recording("b", "10:10", "10:30"), colleague);
    const [job] = await claim(database.sql, 1);
    await database.sql`select public.bury_job(${job?.id ?? ""}, ${job?.lease_token ?? ""}, 'no use')`;
    expect(await states()).toEqual(["dead", "dead"]);
    expect(await database.sql`select 1 from public.attendee_outcomes where status = 'pending'`).toHaveLength(0);
  });

  test.each(["a", "b"])(
    "a later delivery of recording %s completes it and has the one note brought up to date",
    async (id) => {
      const first = await store(recording("a", "10:00", "10:30"));
      await store(recording("b", "10:10", "10:30"), colleague);
      await finish();
      await store(recording(id, "10:00", "10:30", { summary: "Late." }));
      const [job] = await claim(database.sql, 10);
      expect(job).toMatchObject({ kind: "log", meeting_id: first.meetingId });
      const [row] = await database.sql`
      select public.load_log_work(${job?.id ?? ""}, ${job?.lease_token ?? ""}) -> 'recordings' as recordings`;
      expect(row?.["recordings"]).toMatchObject([
        { title: "Meeting a", summary: id === "a" ? "Late." : null },
        { title: "Meeting b", summary: id === "b" ? "Late." : null },
      ]);
      await database.sql`select public.finish_job(${job?.id ?? ""}, ${job?.lease_token ?? ""})`;
      expect(await states()).toEqual(["processed", "processed", "processed"]);
    },
  );

  test("an attendee of a later recording is looked up again by the job of the conversation", async () => {
    const { meetingId } = await store(recording("a", "10:00", "10:30"));
    await store(recording("b", "10:10", "10:30"), colleague);
    await finish();
    await database.sql`update public.attendee_outcomes set status = 'not_found'`;
    const [outcome] = await database.sql<{ id: string }[]>`
      select o.id from public.attendee_outcomes o join public.meetings m on m.id = o.meeting_id
      where m.external_id = 'b' and o.email = 'ben.buyer@example.org'`;
    await database.sql`select public.log_attendee_again(${outcome?.id ?? ""})`;
    expect(await claim(database.sql, 10)).toMatchObject([{ kind: "log", meeting_id: meetingId }]);
  });
});
