import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addIntegration, claim, meetingJson, receive } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";
import { rowsHolding } from "./rows-holding.ts";

let database: TestDatabase;
let owner: { userId: string; workspaceId: string };
let integration: string;
let connection: string;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = await addUser(database.sql, "ana.host@example.com");
  integration = await addIntegration(database.sql, owner, "ana.host@example.com");
  connection = randomUUID();
  await database.sql`select public.connect_crm(${owner.workspaceId}, 'pipedrive', 'acme', ${connection}, 'sealed', 'k1')`;
});
beforeEach(async () => {
  await database.sql`delete from public.meetings`;
  await database.sql`delete from public.webhook_events`;
  await database.sql`delete from public.erasures`;
  await database.sql`delete from private.crm_people`;
});
afterAll(() => database.drop());

const email = "ben.buyer@example.org";
const cleo = { name: "Cleo Customer", email: "cleo@example.org", isExternal: true, status: "pending", reason: null };
const ana = {
  name: "Ana Host",
  email: "ana.host@example.com",
  isExternal: false,
  status: "skipped_internal",
  reason: "recorder",
};
const ben = { name: "Ben Buyer", email, isExternal: true, status: "pending", reason: null };

/** A meeting that names Ben wherever a meeting can name somebody. */
const everywhere = (externalId: string, more: Record<string, unknown> = {}) =>
  meetingJson(externalId, {
    title: "Ana <> Ben Buyer",
    summary: `**Ben** wants a discount. BEN BUYER's number is 42. Write to [him](mailto:Ben.Buyer@Example.org), ${email}.`,
    recordingUrl: "https://fathom.video/calls/1",
    shareUrl: "https://fathom.video/share/x?viewer=ben.buyer%40example.org",
    joinUrl: "https://zoom.us/my/ben.buyer",
    roomKey: "zoom.us/my/ben.buyer",
    calendarKey: "hash of ben",
    transcript: [
      { speaker: "Ana Host", email: "ana.host@example.com", text: "Hi Ben, is Mr Buyer your father?", atSeconds: 1 },
      { speaker: "B. Buyer", email, text: "He is. My secret is blue.", atSeconds: 2 },
      { speaker: "ben buyer", email: null, text: "My other secret is green.", atSeconds: 3 },
      { speaker: "Ben", email: null, text: "My third secret is red.", atSeconds: 4 },
      { speaker: "Cleo Customer", email: "cleo@example.org", text: "I will be benign, unlike Ben.", atSeconds: 5 },
    ],
    actionItems: [
      { description: "Call Ben back", assigneeName: "Ben Buyer", assigneeEmail: email, completed: false, url: null },
      {
        description: "Prepare",
        assigneeName: "Ana Host",
        assigneeEmail: null,
        completed: true,
        url: `https://x.example/?u=${email}`,
      },
    ],
    attendees: [
      ben,
      ana,
      cleo,
      { name: "Ben Buyer's Notetaker", email: null, isExternal: null, status: "not_found", reason: "no_email" },
    ],
    ...more,
  });

const store = async (meeting: ReturnType<typeof meetingJson>, body: unknown = meeting, by = integration) => {
  const { eventId } = await receive(database.sql, by, `msg_${randomUUID()}`, JSON.stringify(body));
  const [job] = await database.sql<{ id: string; lease: string }[]>`
    update private.jobs set state = 'running', lease_token = gen_random_uuid(), leased_until = now() + interval '1 minute'
    where event_id = ${eventId} and kind = 'store' returning id, lease_token as lease`;
  const stored = { meetings: [{ source: "fathom", ...meeting }] };
  await database.sql`select public.store_meetings(${job?.id ?? ""}, ${job?.lease ?? ""}, ${database.sql.json(stored as never)})`;
  return eventId;
};

/** What a worker makes of it: everybody who waits gets a note. */
const log = async (): Promise<void> => {
  const jobs = await database.sql<{ id: string; lease: string; meeting: string }[]>`
    update private.jobs set state = 'running', lease_token = gen_random_uuid(), leased_until = now() + interval '1 minute'
    where kind = 'log' and state = 'queued' returning id, lease_token as lease, meeting_id as meeting`;
  for (const { id: job, lease, meeting } of jobs) {
    const waiting = await database.sql<{ id: string; name: string; email: string }[]>`
      select id, name, email from public.attendee_outcomes
      where status = 'pending' and meeting_id = any (private.recordings_of(${meeting}))`;
    const personIdOf = (name: string) => (name === "Ben Buyer" ? "42" : "43");
    const outcomes = waiting.map(({ id, name }) => ({
      id,
      status: "note_added",
      reason: "person_found",
      personId: personIdOf(name),
      personName: name,
      noteId: `9${personIdOf(name)}`,
      fingerprint: "f",
      intent: "clear",
    }));
    const foundPeople = waiting.map(({ name, email: address }) => ({
      email: address,
      personId: personIdOf(name),
      personName: name,
    }));
    const saved = { account: "acme", outcomes, foundPeople };
    await database.sql`select public.save_outcomes(${job}, ${lease}, ${database.sql.json(saved)})`;
    await database.sql`select public.finish_job(${job}, ${lease})`;
  }
};

interface Erased {
  outcome: string;
  erasureId?: string;
  meetings?: number;
  attendees?: number;
  deliveries?: number;
  notes?: { account: string; personId: string; noteId: string | null }[];
}
const erase = async (address = email, deleteNotes = false, workspace = owner.workspaceId): Promise<Erased> => {
  const [row] = await database.sql<{ said: Erased }[]>`
    select public.erase_person(${workspace}, ${address}, ${owner.userId}, ${deleteNotes}) as said`;
  return row?.said ?? { outcome: "nothing" };
};
const bens = ["ben.buyer", "ben%40", "Ben Buyer", "buyer", "secret"];

describe("what is left of somebody who was erased", () => {
  test("nothing, in any table", async () => {
    await store(everywhere("1"));
    await log();
    expect((await rowsHolding(database.sql, email)).length).toBeGreaterThan(5);
    expect(await erase()).toMatchObject({
      outcome: "done",
      meetings: 1,
      attendees: 1,
      deliveries: 1,
      notes: [{ account: "acme", personId: "42", noteId: "942" }],
    });
    expect(await rowsHolding(database.sql, ...bens)).toEqual([]);
    // "Ben", but not "benign".
    const like = (await rowsHolding(database.sql, "ben")).filter((row) => !row.startsWith("private.meeting_search"));
    expect(like.join()).toMatch(/^meetings: I will be benign, unlike Erased person\.$/);
    expect(await database.sql`select 1 from private.meeting_search where document @@ 'ben'`).toEqual([]);
  });

  test("what the others said and what is about them", async () => {
    await store(everywhere("1"));
    await log();
    await erase();
    const [meeting] = await database.sql`select * from public.meetings`;
    expect(meeting).toMatchObject({
      title: "Ana <> Erased person",
      summary:
        "**Erased person** wants a discount. Erased person's number is 42. Write to [him](mailto:erased), erased.",
      recording_url: "https://fathom.video/calls/1",
      share_url: null,
      join_url: null,
      transcript: [
        {
          speaker: "Ana Host",
          email: "ana.host@example.com",
          text: "Hi Erased person, is Mr Erased person your father?",
          atSeconds: 1,
        },
        { speaker: "Erased person", email: null, text: "[erased]", atSeconds: 2 },
        { speaker: "Erased person", email: null, text: "[erased]", atSeconds: 3 },
        { speaker: "Erased person", email: null, text: "[erased]", atSeconds: 4 },
        {
          speaker: "Cleo Customer",
          email: "cleo@example.org",
          text: "I will be benign, unlike Erased person.",
          atSeconds: 5,
        },
      ],
      action_items: [
        { description: "Call Erased person back", assigneeName: "Erased person", completed: false },
        { description: "Prepare", assigneeName: "Ana Host", completed: true },
      ],
    });
    const attendees = await database.sql`
      select name, email, status, reason, crm_person_id, crm_person_name, crm_note_id from public.attendee_outcomes order by status, email nulls first`;
    const erased = { email: null, crm_person_id: null, crm_person_name: null, crm_note_id: null };
    expect(attendees).toEqual([
      {
        ...erased,
        name: expect.stringMatching(/^Erased person's Notetaker \w{8}$/),
        status: "not_found",
        reason: "no_email",
      },
      { ...erased, name: expect.stringMatching(/^Erased person \w{8}$/), status: "note_added", reason: "erased" },
      {
        name: "Cleo Customer",
        email: "cleo@example.org",
        status: "note_added",
        reason: "person_found",
        crm_person_id: "43",
        crm_person_name: "Cleo Customer",
        crm_note_id: "943",
      },
      { ...erased, name: "Ana Host", email: "ana.host@example.com", status: "skipped_internal", reason: "recorder" },
    ]);
  });

  test("a line that says how much it was and not who it was", async () => {
    await store(everywhere("1"));
    await log();
    const { erasureId } = await erase();
    expect(await database.sql`select * from public.erasures`).toEqual([
      {
        id: erasureId,
        workspace_id: owner.workspaceId,
        requested_by: owner.userId,
        requested_at: expect.any(Date),
        meetings: 1,
        outcomes: 1,
        events: 1,
        notes: 1,
        notes_to_delete: 0,
        notes_deleted: 0,
        notes_failed: 0,
        finished_at: expect.any(Date),
      },
    ]);
  });

  test("a line too when there was nothing, and when it is done twice", async () => {
    const nothing = { outcome: "done", meetings: 0, attendees: 0, deliveries: 0, notes: [] };
    expect(await erase("nobody@example.net")).toMatchObject(nothing);
    await store(everywhere("1"));
    await log();
    await erase();
    await log();
    expect(await erase()).toMatchObject(nothing);
    const lines = await database.sql`select meetings, outcomes from public.erasures order by meetings`;
    expect(lines).toEqual([
      { meetings: 0, outcomes: 0 },
      { meetings: 0, outcomes: 0 },
      { meetings: 1, outcomes: 1 },
    ]);
  });
});

describe("where somebody is not looked for at first", () => {
  test("other recordings of the conversation, in which only the name stands", async () => {
    await store(everywhere("1"));
    const guest = { name: "Ben Buyer", email: null, isExternal: null, status: "not_found", reason: "no_email" };
    const transcript = [{ speaker: "Ben Buyer", email: null, text: "My secret is blue.", atSeconds: 1 }];
    await store(
      everywhere("2", {
        title: "Impromptu",
        summary: "Ben spoke.",
        shareUrl: null,
        attendees: [ana, guest],
        transcript,
        actionItems: null,
      }),
    );
    await log();
    expect(await erase()).toMatchObject({ outcome: "done", meetings: 2, attendees: 2, deliveries: 2 });
    expect(await rowsHolding(database.sql, ...bens)).toEqual([]);
  });

  test("people of the CRM whom others with another address could be, or are", async () => {
    await store(everywhere("1"));
    await log();
    await database.sql`
      update public.attendee_outcomes set status = 'ambiguous', candidates = ${database.sql.json([
        { id: "42", name: "Benjamin Buyer", organization: "Globex" },
        { id: "50", name: "Ben Buyer", organization: null },
        { id: "43", name: "Cleo Customer", organization: null },
      ])} where email = 'cleo@example.org'`;
    await database.sql`
      insert into private.crm_people (connection_id, email, person_id, person_name) values (${connection}, 'office@example.org', '42', 'B. Buyer')`;
    await erase();
    expect(await rowsHolding(database.sql, ...bens)).toEqual([]);
    const [row] = await database.sql`select candidates from public.attendee_outcomes where email = 'cleo@example.org'`;
    expect(row?.["candidates"]).toEqual([
      { id: "42", name: "Erased person", organization: "Globex" },
      { id: "50", name: "Erased person", organization: null },
      { id: "43", name: "Cleo Customer", organization: null },
    ]);
    expect(await database.sql`select email, person_id, person_name from private.crm_people order by email`).toEqual([
      { email: "cleo@example.org", person_id: "43", person_name: "Cleo Customer" },
      { email: "office@example.org", person_id: "42", person_name: null },
    ]);
  });

  test.each([
    ["in JSON", JSON.stringify({ crm_matches: [{ email: "Ben.Buyer@example.org" }] })],
    ["behind a line break", JSON.stringify({ notes: `Guests:\n${email}` })],
    ["in a link", JSON.stringify({ url: "https://x.example/?email=ben.buyer%40example.org" })],
    ["in JSON within JSON", JSON.stringify({ data: JSON.stringify({ email }) })],
    ["in JSON that is kept as text", String.raw`{"a":"\u0000","email":"ben.buyer@example.org"}`],
    ["escaped in JSON that is kept as text", String.raw`{"a":"\u0000","email":"ben.buyer\u0040example.org"}`],
  ])("a delivery that nobody could read, with the address %s", async (_, body) => {
    const { eventId } = await receive(database.sql, integration, `msg_${randomUUID()}`, body);
    const [job] = await claim(database.sql, 1);
    await database.sql`select public.mark_unreadable(${job?.id ?? ""}, ${job?.lease_token ?? ""}, 'unknown_shape: unknown')`;
    expect(await erase()).toMatchObject({ outcome: "done", deliveries: 1 });
    const [event] =
      await database.sql`select state, payload, payload_text, headers from public.webhook_events where id = ${eventId}`;
    expect(event).toEqual({ state: "unreadable", payload: null, payload_text: null, headers: {} });
  });

  test("deliveries that were refused; one that was cut may hold anything", async () => {
    const refused = (body: string, bytes = Buffer.byteLength(body)) =>
      database.sql`insert into public.refused_deliveries (workspace_id, reason, body, body_bytes) values (${owner.workspaceId}, 'no_match', ${body}, ${bytes})`;
    await store(everywhere("1"));
    await log();
    await refused(`{"to":"${email}"}`);
    await refused(String.raw`{"to":"ben.buyer\u0040example.org"}`);
    await refused(`{"speaker":"Ben Buyer"}`);
    await refused(`{"to":"ben.buy`, 70_000);
    await refused(`{"to":"cleo@example.org"}`);
    await erase();
    expect(await database.sql`select body from public.refused_deliveries`).toEqual([
      { body: `{"to":"cleo@example.org"}` },
    ]);
  });

  test("an integration of theirs that was disconnected", async () => {
    const colleague = await addIntegration(database.sql, owner, "leaver@example.com");
    const eventId = await store(
      everywhere("1", { recordedByName: "Lea Ver", recordedByEmail: "leaver@example.com" }),
      {},
      colleague,
    );
    await log();
    expect(await erase("leaver@example.com")).toEqual({ outcome: "records" });
    expect(await rowsHolding(database.sql, "leaver@example.com")).not.toEqual([]);
    await database.sql`update public.fathom_integrations set status = 'disconnected' where id = ${colleague}`;
    expect(await erase("leaver@example.com")).toMatchObject({ outcome: "done", meetings: 1 });
    expect(await rowsHolding(database.sql, "leaver@example.com", "Lea Ver")).toEqual([]);
    expect(await database.sql`select workspace_id from public.webhook_events where id = ${eventId}`).toHaveLength(1);
  });
});

describe("whose data is not touched", () => {
  test("people whose address is a part of it, or of which it is one", async () => {
    const others = [
      "jim.ben.buyer@example.org",
      "ben.buyer@example.org.uk",
      "benXbuyer@example.org",
      "en.buyer@example.org",
    ];
    for (const [index, other] of others.entries()) {
      const person = { ...cleo, name: "Somebody Else", email: other };
      await store(meetingJson(`other ${index}`, { summary: `Write to ${other}`, attendees: [person] }), {
        email: other,
      });
    }
    await log();
    const before = await database.sql`select * from public.meetings order by id`;
    expect(await erase()).toMatchObject({ outcome: "done", meetings: 0, attendees: 0, deliveries: 0 });
    expect(await database.sql`select * from public.meetings order by id`).toEqual(before);
    expect(await database.sql`select 1 from public.webhook_events where erased_at is not null`).toHaveLength(0);
  });

  test("a namesake's words", async () => {
    const namesake = { ...cleo, name: "Ben Other", email: "ben.other@example.org" };
    await store(
      everywhere("1", { summary: "Ben spoke to Ben Buyer.", attendees: [ben, namesake, ana], transcript: null }),
    );
    await log();
    await erase();
    const [meeting] = await database.sql`select summary from public.meetings`;
    expect(meeting).toEqual({ summary: "Ben spoke to Erased person." });
    expect(await database.sql`select 1 from public.attendee_outcomes where name = 'Ben Other'`).toHaveLength(1);
  });

  test("another workspace's, of the same person", async () => {
    const stranger = await addUser(database.sql, "eve@example.net");
    const theirs = await addIntegration(database.sql, stranger, "eve@example.net");
    await store(everywhere("1"), undefined, theirs);
    await log();
    const tables = ["meetings", "attendee_outcomes", "webhook_events", "fathom_integrations"];
    const dump = () =>
      Promise.all(
        tables.map(
          (table) =>
            database.sql`select * from ${database.sql(table)} where workspace_id = ${stranger.workspaceId} order by id`,
        ),
      );
    const before = await dump();
    await store(everywhere("1"));
    await log();
    expect(await erase()).toMatchObject({ outcome: "done", meetings: 1 });
    expect(await dump()).toEqual(before);
    expect(await database.sql`select 1 from public.erasures where workspace_id = ${stranger.workspaceId}`).toHaveLength(
      0,
    );
  });

  test("two people erased from one meeting leave two lines", async () => {
    await store(everywhere("1"));
    await log();
    await erase();
    await log();
    expect(await erase("cleo@example.org")).toMatchObject({ outcome: "done", attendees: 1 });
    expect(await rowsHolding(database.sql, ...bens, "cleo")).toEqual([]);
    const names = await database.sql`select name from public.attendee_outcomes where reason = 'erased'`;
    expect(new Set(names.map((row) => row["name"])).size).toBe(2);
  });
});

describe("what comes afterwards", () => {
  test("the meeting's deliveries bring nobody back, and their content goes too", async () => {
    await store(everywhere("1"));
    await log();
    await erase();
    const eventId = await store(everywhere("1", { summary: "Ben again." }));
    expect(await rowsHolding(database.sql, ...bens)).toEqual([]);
    const [event] =
      await database.sql`select state, erased_at is not null as erased from public.webhook_events where id = ${eventId}`;
    expect(event).toEqual({ state: "processed", erased: true });
  });

  test("a replay of its delivery says that there is nothing to do", async () => {
    const eventId = await store(everywhere("1"));
    await log();
    await erase();
    await log();
    expect(await database.sql`select public.replay_event(${eventId}) as said`).toEqual([{ said: "nothing" }]);
    expect(
      await database.sql`select public.log_attendee_again(id) as said from public.attendee_outcomes where reason = 'erased'`,
    ).toEqual([{ said: "already_logged" }]);
  });

  test("the others' notes are written anew, without the person", async () => {
    await store(everywhere("1"));
    await log();
    await erase();
    const [job] = await claim(database.sql, 10);
    const [row] = await database.sql`select public.load_log_work(${job?.id ?? ""}, ${job?.lease_token ?? ""}) as work`;
    expect(row?.["work"]).toMatchObject({ outcomes: [], begun: [], written: [{ personId: "43", noteId: "943" }] });
    expect(JSON.stringify(row?.["work"])).not.toMatch(/ben\b|buyer/i);
  });

  test("nobody is looked up again, and a note that may exist is listed without its id", async () => {
    await store(everywhere("1"));
    const [job] = await claim(database.sql, 1);
    const [outcome] = await database.sql<
      { id: string }[]
    >`select id from public.attendee_outcomes where email = ${email}`;
    const saved = {
      account: "acme",
      outcomes: [{ id: outcome?.id, status: "pending", personId: "42", intent: "begin" }],
    };
    await database.sql`select public.save_outcomes(${job?.id ?? ""}, ${job?.lease_token ?? ""}, ${database.sql.json(saved as never)})`;
    expect(await erase()).toEqual({ outcome: "running" });
    await database.sql`select public.retry_job(${job?.id ?? ""}, ${job?.lease_token ?? ""}, 3600000, 'later')`;
    expect(await erase(email, true)).toMatchObject({
      outcome: "done",
      notes: [{ account: "acme", personId: "42", noteId: null }],
    });
    const [line] =
      await database.sql`select status, write_started_at, next_lookup_at from public.attendee_outcomes where id = ${outcome?.id ?? ""}`;
    expect(line).toEqual({ status: "not_found", write_started_at: null, next_lookup_at: null });
    expect(await database.sql`select finished_at is not null as over from public.erasures`).toEqual([{ over: true }]);
  });
});

describe("while somebody is at it", () => {
  const events = () => database.sql`select id from public.webhook_events where erased_at is null`;

  test("a delivery that is being read, or will be in a moment, is not pulled away: nothing changes", async () => {
    await receive(database.sql, integration, "msg_waiting", JSON.stringify(everywhere("1")));
    expect(await erase()).toEqual({ outcome: "running" });
    const [job] = await claim(database.sql, 1);
    expect(await erase()).toEqual({ outcome: "running" });
    expect([await events(), await database.sql`select 1 from public.erasures`]).toMatchObject([[{}], []]);
    const stored = { meetings: [{ source: "fathom", ...everywhere("1") }] };
    await database.sql`select public.store_meetings(${job?.id ?? ""}, ${job?.lease_token ?? ""}, ${database.sql.json(stored as never)})`;
    await log();
    expect(await erase()).toMatchObject({ outcome: "done", meetings: 1 });
    expect(await rowsHolding(database.sql, ...bens)).toEqual([]);
  });

  test("a delivery that waits for its next try is tried first: it tells of others too, and nothing of theirs is lost", async () => {
    await receive(database.sql, integration, "msg_waiting", JSON.stringify(everywhere("1")));
    const [job] = await claim(database.sql, 1);
    await database.sql`select public.retry_job(${job?.id ?? ""}, ${job?.lease_token ?? ""}, 3600000, 'later')`;
    expect(await erase()).toEqual({ outcome: "running" });
    expect(await events()).toHaveLength(1);
    const [again] = await claim(database.sql, 1);
    expect(again?.id).toBe(job?.id);
    const stored = { meetings: [{ source: "fathom", ...everywhere("1") }] };
    await database.sql`select public.store_meetings(${again?.id ?? ""}, ${again?.lease_token ?? ""}, ${database.sql.json(stored as never)})`;
    await log();
    expect(await erase()).toMatchObject({ outcome: "done", meetings: 1 });
    expect(await rowsHolding(database.sql, ...bens)).toEqual([]);
  });

  test("a delivery that was given up is emptied", async () => {
    const { eventId } = await receive(database.sql, integration, "msg_unread", JSON.stringify(everywhere("1")));
    const [job] = await claim(database.sql, 1);
    await database.sql`select public.bury_job(${job?.id ?? ""}, ${job?.lease_token ?? ""}, 'no use')`;
    expect(await erase()).toMatchObject({ outcome: "done", deliveries: 1 });
    expect(await rowsHolding(database.sql, ...bens)).toEqual([]);
    expect(await database.sql`select public.replay_event(${eventId}) as said`).toEqual([{ said: "nothing" }]);
  });

  test("a worker that read the delivery before it was emptied stores nothing of it", async () => {
    await receive(database.sql, integration, "msg_late", JSON.stringify(everywhere("1")));
    const [job] = await claim(database.sql, 1);
    // Its lease had run out, and the try after it was the last.
    await database.sql`update private.jobs set state = 'dead'`;
    expect(await erase()).toMatchObject({ outcome: "done", deliveries: 1 });
    const stored = { meetings: [{ source: "fathom", ...everywhere("1") }] };
    await database.sql`select public.store_meetings(${job?.id ?? ""}, ${job?.lease_token ?? ""}, ${database.sql.json(stored as never)})`;
    expect(await rowsHolding(database.sql, ...bens)).toEqual([]);
  });

  test("stored, logged, replayed and erased by many at once it does not deadlock, and in the end nobody is left", async () => {
    const eventId = await store(everywhere("1"));
    await store(everywhere("2"));
    await log();
    await Promise.all(
      Array.from({ length: 20 }, (_, round) => [
        erase(),
        store(everywhere("1")),
        store(everywhere("2", { roomKey: null, calendarKey: null })),
        store(everywhere(`n${round % 3}`)),
        database.sql`select public.replay_event(${eventId})`,
        log(),
      ]).flat(),
    );
    await database.sql`update private.jobs set state = 'dead' where kind = 'store'`;
    await database.sql`update private.jobs set state = 'queued', run_at = now() + interval '1 hour' where state = 'running'`;
    expect(await erase()).toMatchObject({ outcome: "done" });
    expect(await rowsHolding(database.sql, ...bens)).toEqual([]);
  });
});

describe("the notes in the CRM", () => {
  test("are deleted by a job each, which is the last that is known of them", async () => {
    await store(everywhere("1"));
    await store(everywhere("2", { roomKey: "another", calendarKey: null }));
    await log();
    await database.sql`update public.attendee_outcomes set crm_note_id = '944' where email = ${email} and meeting_id = (select id from public.meetings where external_id = '2')`;
    const { notes } = await erase(email, true);
    expect(notes).toHaveLength(2);
    const jobs = (await claim(database.sql, 10)).filter(({ kind }) => kind === "delete_note");
    expect(jobs).toHaveLength(2);
    const end = (job: (typeof jobs)[number] | undefined, deleted: boolean) =>
      database.sql`select public.finish_note_deletion(${job?.id ?? ""}, ${job?.lease_token ?? ""}, ${deleted})`;
    const line = async () =>
      (
        await database.sql`select notes, notes_to_delete, notes_deleted, notes_failed, finished_at is not null as over from public.erasures`
      )[0];
    await end(jobs[0], true);
    await end(jobs[0], true);
    expect(await line()).toEqual({ notes: 2, notes_to_delete: 2, notes_deleted: 1, notes_failed: 0, over: false });
    await database.sql`select public.bury_job(${jobs[1]?.id ?? ""}, ${jobs[1]?.lease_token ?? ""}, 'no use')`;
    expect(await line()).toEqual({ notes: 2, notes_to_delete: 2, notes_deleted: 1, notes_failed: 1, over: true });
    expect(await database.sql`select 1 from private.note_deletions`).toHaveLength(0);
    expect(await database.sql`select 1 from private.jobs where kind = 'delete_note'`).toHaveLength(0);
    expect(await database.sql`select 1 from public.alerts where kind = 'dead_letter'`).not.toHaveLength(0);
  });

  test("that end at the same moment are all counted", async () => {
    for (let round = 0; round < 5; round++) {
      await store(everywhere(`${round}`, { roomKey: `room ${round}`, calendarKey: null }));
    }
    await log();
    await database.sql`update public.attendee_outcomes set crm_note_id = '9' || right(id::text, 4) where email = ${email}`;
    await erase(email, true);
    const jobs = (await claim(database.sql, 20)).filter(({ kind }) => kind === "delete_note");
    await Promise.all(
      jobs.map((job) => database.sql`select public.finish_note_deletion(${job.id}, ${job.lease_token}, true)`),
    );
    expect(await database.sql`select notes_deleted, finished_at is not null as over from public.erasures`).toEqual([
      { notes_deleted: 5, over: true },
    ]);
  });

  test("of two accounts with the same id: the one of the account that is connected is deleted", async () => {
    await store(everywhere("1"));
    await store(everywhere("2", { roomKey: "another", calendarKey: null }));
    await log();
    await database.sql`update public.attendee_outcomes set crm_account = 'aaaa' where email = ${email} and meeting_id = (select id from public.meetings where external_id = '1')`;
    expect((await erase(email, true)).notes).toHaveLength(2);
    expect(await database.sql`select crm_account, crm_note_id from private.note_deletions`).toEqual([
      { crm_account: "acme", crm_note_id: "942" },
    ]);
  });
});
