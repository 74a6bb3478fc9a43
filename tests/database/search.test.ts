import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addIntegration, meetingJson, storeMeeting } from "../support/seed.ts";
import { type TestDatabase, addUser, asRole, createTestDatabase } from "../support/test-database.ts";

type Person = { userId: string; workspaceId: string };
let database: TestDatabase;
let owner: Person;
let member: Person;
let stranger: Person;
let integration: string;
let theirs: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const { sql } = database;
  owner = await addUser(sql, "ana.host@example.com");
  member = await addUser(sql, "moe@example.com");
  stranger = await addUser(sql, "eve@example.net");
  await sql`update public.workspace_members set workspace_id = ${owner.workspaceId}, role = 'member' where user_id = ${member.userId}`;
  integration = await addIntegration(sql, owner, "ana.host@example.com");
  theirs = await addIntegration(sql, { ...member, workspaceId: owner.workspaceId }, "moe@example.com");
});
afterAll(() => database.drop());

const store = async (more: Record<string, unknown>, by = integration): Promise<string> =>
  (await storeMeeting(database.sql, by, meetingJson(randomUUID(), more))).meetingId;

interface Found {
  id: string;
  occurred_at: Date;
  found_in: string | null;
  passage: string | null;
  outcomes: Record<string, number>;
}

const search = (wanted: Record<string, unknown>, person = owner, before: Found | null = null, most = 50) =>
  asRole(
    database.sql,
    "authenticated",
    person.userId,
    (t) =>
      t<Found[]>`select * from public.search_meetings(${owner.workspaceId}, ${t.json(wanted as never)},
        ${before?.occurred_at ?? null}, ${before?.id ?? null}, ${most})`,
  );
const ids = async (wanted: Record<string, unknown>, person = owner) => (await search(wanted, person)).map((m) => m.id);
const count = (wanted: Record<string, unknown>, person = owner) =>
  asRole(database.sql, "authenticated", person.userId, async (t) => {
    const [row] = await t`select public.count_meetings(${owner.workspaceId}, ${t.json(wanted as never)}) as n`;
    return row?.["n"];
  });
const said = (text: string) => [{ speaker: "Ben Buyer", email: null, text, atSeconds: 4 }];

describe("a meeting is found by", () => {
  const attendees = [
    {
      name: "Zoë Łukasz",
      email: "zoe@acme-widgets.example",
      isExternal: true,
      status: "not_found",
      reason: "no_person",
    },
    {
      name: "Ana Host",
      email: "ana.host@example.com",
      isExternal: false,
      status: "skipped_internal",
      reason: "recorder",
    },
  ];
  let meeting: string;
  beforeAll(async () => {
    meeting = await store({
      title: "Größte Übergabe: Q3 review",
      attendees,
      summary: "## Takeaways\n* The **budget** is [approved](https://example.org/x) by procurement",
      transcript: [
        ...said("Hello there."),
        ...said(`${"Well. ".repeat(30)}We talked about the turbine in Oslo. 和田中太郎さん`),
      ],
    });
    await store({ title: "Another talk", summary: "Nothing of note", transcript: said("Goodbye then.") });
  });

  test.each([
    ["words of its title, without their accents", "grosste ubergabe", "title", null],
    ["the beginning of its last word", "q3 rev", "title", null],
    ["an attendee's name", "zoe lukasz", "people", "Zoë Łukasz"],
    ["an attendee's address", "zoe@acme-widgets.example", "people", "Zoë Łukasz"],
    ["the company's domain, in capitals", "ACME-widgets", "people", "Zoë Łukasz"],
    [
      "its summary, shown without its markup",
      "Procurement",
      "summary",
      "Takeaways The budget is approved by procurement",
    ],
    ["its transcript", "turbine", "transcript", expect.stringMatching(/^Ben Buyer: ….*the turbine in Oslo\./)],
    ["words in different places", "zoe turbine", "transcript", expect.stringContaining("turbine")],
    ["a name in a language without spaces", "太郎", "transcript", expect.stringContaining("田中太郎")],
  ])("%s", async (_, q, foundIn, passage) => {
    expect(await search({ q })).toMatchObject([{ id: meeting, found_in: foundIn, passage }]);
    expect(await count({ q })).toBe(1);
  });

  test.each(["ubergabe zebra", "bergabe", "turbin oslo", "workspace", "text", "procurement & !budgets"])(
    "all its words and nothing else: not by %s",
    async (q) => expect(await ids({ q })).toEqual([]),
  );

  test.each(["!!", "' : * & | ( ) <-> \\", ""])("%j is no word, and leaves all of them", async (q) => {
    expect((await ids({ q })).length).toBe(await count({}));
  });
});

describe("a meeting is not found any more by", () => {
  test("what was said, once the transcript's time is over", async () => {
    const meeting = await store({
      title: "Kept title",
      summary: "Kept summary",
      transcript: said("A perishable word"),
    });
    expect(await ids({ q: "perishable" })).toEqual([meeting]);
    await database.sql`update public.meetings set created_at = now() - interval '2 days' where id = ${meeting}`;
    await database.sql`update public.workspace_settings set transcript_retention_days = 1`;
    await database.sql`select private.erase_old_transcripts(10)`;
    await database.sql`update public.workspace_settings set transcript_retention_days = null`;
    expect(await ids({ q: "perishable" })).toEqual([]);
    expect(await ids({ q: "kept" })).toEqual([meeting]);
  });

  test("anything of a person who was erased", async () => {
    const attendees = [
      { name: "Quentin Vanish", email: "quentin@vanish.example", isExternal: true, status: "pending", reason: null },
    ];
    const meeting = await store({
      title: "With Quentin",
      summary: "Quentin agreed",
      transcript: said("Vanish spoke up"),
      attendees,
    });
    for (const q of ["quentin", "vanish", "quentin@vanish.example"]) expect(await ids({ q })).toEqual([meeting]);
    await database.sql`delete from private.jobs`;
    await database.sql`select public.erase_person(${owner.workspaceId}, 'quentin@vanish.example', null, false)`;
    for (const q of ["quentin", "vanish"]) expect(await ids({ q })).toEqual([]);
    expect(await ids({ q: "agreed" })).toEqual([meeting]);
    const [left] = await database.sql`select document::text from private.meeting_search where meeting_id = ${meeting}`;
    expect(left?.["document"]).not.toMatch(/quentin|vanish/);
  });

  test("the name that an attendee had before", async () => {
    const meeting = await store({
      attendees: [
        { name: "Maiden Name", email: "maiden@example.org", isExternal: true, status: "pending", reason: null },
      ],
    });
    await database.sql`update public.attendee_outcomes set name = 'Newlywed' where meeting_id = ${meeting}`;
    expect([await ids({ q: "maiden name" }), await ids({ q: "newlywed" })]).toEqual([[], [meeting]]);
  });
});

test("a transcript of any size and kind is stored, and found by its beginning at least", async () => {
  const words = Array.from({ length: 150_000 }, (_, index) => `${index.toString(36)}ü`).join(" ");
  const meeting = await store({ title: "Endless", transcript: said(`beginning ${words} ${"x".repeat(5000)}`) });
  expect(await ids({ q: "endless beginning" })).toEqual([meeting]);
  expect(await ids({ q: "endless 1ü" })).toEqual([meeting]);
});

describe("the filters", () => {
  test("of outcome, person, origin and date find what they say, and together only what is all of it", async () => {
    const attendee = (email: string, status: string) => ({ name: null, email, isExternal: true, status, reason: null });
    const failed = await store({
      title: "Filter one",
      startedAt: "2025-03-01T10:00:00Z",
      attendees: [attendee("pia@filter.example", "failed")],
    });
    const logged = await store({
      title: "Filter two",
      startedAt: "2025-03-02T10:00:00Z",
      attendees: [attendee("PIA@filter.example", "note_added"), attendee("x@filter.example", "failed")],
    });
    const internal = await store({
      title: "Filter three",
      startedAt: "2025-03-03T10:00:00Z",
      recordedByEmail: "rec@filter.example",
      attendees: [attendee("a@example.com", "skipped_internal")],
    });
    const empty = await store({ title: "Filter four", startedAt: "2025-03-04T10:00:00Z", attendees: [] });
    const [event] = await database.sql`select event_id from public.meeting_events where meeting_id = ${empty}`;
    await database.sql`update public.webhook_events set origin = 'sweep' where id = ${event?.["event_id"]}`;
    await database.sql`update private.meeting_search set origin = 'sweep' where meeting_id = ${empty}`;
    const march = { from: "2025-03-01T00:00:00Z", to: "2025-04-01T00:00:00Z" };
    const cases: [Record<string, unknown>, string[]][] = [
      [march, [empty, internal, logged, failed]],
      [{ ...march, outcome: "failed" }, [logged, failed]],
      [{ ...march, outcome: "note_added" }, [logged]],
      [{ ...march, outcome: "internal" }, [internal]],
      [{ ...march, origin: "sweep" }, [empty]],
      [{ ...march, origin: "webhook" }, [internal, logged, failed]],
      [{ person: "pia@FILTER.example" }, [logged, failed]],
      [{ person: "rec@filter.example " }, [internal]],
      [{ person: "pia@filter.example", outcome: "failed", from: "2025-03-02T00:00:00Z" }, [logged]],
      [{ ...march, to: "2025-03-02T10:00:00Z" }, [failed]],
      [{ q: "filter", ...march, outcome: "failed" }, [logged, failed]],
    ];
    for (const [wanted, expected] of cases) {
      expect([wanted, await ids(wanted)]).toEqual([wanted, expected]);
      expect([wanted, await count(wanted)]).toEqual([wanted, expected.length]);
    }
    expect((await search({ person: "x@filter.example" }))[0]?.outcomes).toEqual({ note_added: 1, failed: 1 });
  });

  test("pages follow each other without a gap or a repetition, also among meetings of the same moment", async () => {
    for (let index = 0; index < 7; index++) await store({ title: "Paging", startedAt: "2024-05-05T10:00:00Z" });
    const all = await search({ q: "paging" });
    const pages: Found[][] = [];
    for (let page = await search({ q: "paging" }, owner, null, 3); page.length > 0;) {
      pages.push(page);
      page = await search({ q: "paging" }, owner, page.at(-1), 3);
    }
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
    expect(pages.flat().map((m) => m.id)).toEqual(all.map((m) => m.id));
  });
});

test("nobody finds or counts what is not theirs (promise 4)", async () => {
  const [mine, teams] = [await store({ title: "Secrecy one" }, theirs), await store({ title: "Secrecy two" })];
  await database.sql`update public.meetings set user_id = ${member.userId} where id = ${mine}`;
  const wanted = { q: "secrecy" };
  const seen = async (person: Person) => [(await ids(wanted, person)).toSorted(), await count(wanted, person)];
  expect(await seen(owner)).toEqual([[mine, teams].toSorted(), 2]);
  expect(await seen(member)).toEqual([[mine], 1]);
  expect(await seen(stranger)).toEqual([[], 0]);
  expect(await ids({ ...wanted, whose: "mine" }, owner)).toEqual([teams]);
  await expect(
    asRole(database.sql, "anon", null, (t) => t`select * from public.search_meetings(${owner.workspaceId})`),
  ).rejects.toMatchObject({ code: "42501" });
});

describe("at 20,000 meetings", () => {
  /** Runs it and says which tables were read from end to end, and how often each index of words, dates or people was used. */
  const readsOf = (wanted: Record<string, unknown>, call: string) =>
    asRole(database.sql, "authenticated", owner.userId, async (t) => {
      await t.unsafe(`select ${call}($1, $2)`, [owner.workspaceId, wanted as never]);
      await t.unsafe("reset role");
      const scanned = await t<{ relname: string }[]>`
        select relname from pg_stat_xact_user_tables
        where relname in ('meetings', 'meeting_search', 'attendee_outcomes', 'meeting_events') and seq_scan > 0`;
      const used = await t<{ relname: string }[]>`
        select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid where pg_stat_get_xact_numscans(c.oid) > 0`;
      return { scanned: scanned.map((row) => row.relname), used: used.map((row) => row.relname) };
    });

  beforeAll(async () => {
    const { sql } = database;
    await sql`
      insert into public.meetings (workspace_id, user_id, source, external_id, title, occurred_at, recorded_by_email, summary)
      select ${owner.workspaceId}, ${owner.userId}, 'fathom', 'many-' || n, 'Call ' || n, timestamptz '2023-01-01' - n * interval '1 hour',
        'ana.host@example.com', 'They spoke of topic' || n % 500 || ' and of the weather'
      from generate_series(1, 20000) n`;
    await sql`
      insert into public.attendee_outcomes (meeting_id, workspace_id, user_id, name, email, status)
      select m.id, m.workspace_id, m.user_id, 'Person ' || m.external_id, m.external_id || '@crowd.example',
        case when m.external_id like '%777' then 'failed' else 'note_added' end
      from public.meetings m where m.external_id like 'many-%'`;
  }, 120_000);

  test("a page reads no table more than once, even before Postgres knows what they hold", async () => {
    const read = await asRole(database.sql, "authenticated", owner.userId, async (t) => {
      expect(await t`select * from public.search_meetings(${owner.workspaceId})`).toHaveLength(50);
      await t.unsafe("reset role");
      const [row] = await t<{ rows: number }[]>`
        select sum(seq_tup_read + idx_tup_fetch)::integer as rows from pg_stat_xact_user_tables
        where relname in ('meetings', 'meeting_search', 'attendee_outcomes')`;
      return row?.rows;
    });
    expect(read).toBeLessThan(45_000);
    await database.sql`vacuum analyze public.meetings, public.attendee_outcomes, private.meeting_search`;
  });

  test.each([
    ["words", { q: "topic77" }, "meeting_search_by_words"],
    ["words that all have", { q: "weather" }, "meetings_of_a_workspace"],
    ["a rare outcome", { outcome: "failed" }, "attendee_outcomes_by_status"],
    ["a frequent outcome", { outcome: "note_added" }, "meetings_of_a_workspace"],
    ["a person", { person: "many-4711@crowd.example" }, "attendee_outcomes_by_email"],
    ["dates", { from: "2022-05-01T00:00:00Z", to: "2022-05-02T00:00:00Z" }, "meetings_of_a_workspace"],
    ["nothing", {}, "meetings_of_a_workspace"],
  ])("a page of what is found by %s reads no table from end to end", async (_, wanted, index) => {
    const { scanned, used } = await readsOf(wanted, "public.search_meetings");
    expect(scanned).toEqual([]);
    expect(used).toContain(index);
  });

  test("they are counted to 10,000, and one more says that there are more", async () => {
    expect([await count({}), await count({ q: "weather" }), await count({ q: "topic77" })]).toEqual([
      10_001, 10_001, 40,
    ]);
  });
});
