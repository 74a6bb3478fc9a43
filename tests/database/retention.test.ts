import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addIntegration, claim, meetingJson, receive, storeMeeting } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let ours: string;
let theirs: string;
let integration: string;
let elsewhere: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const { sql } = database;
  const [owner, stranger] = [await addUser(sql, "ana.host@example.com"), await addUser(sql, "eve@example.net")];
  [ours, theirs] = [owner.workspaceId, stranger.workspaceId];
  integration = await addIntegration(sql, owner, "ana.host@example.com");
  elsewhere = await addIntegration(sql, stranger, "eve@example.net");
});
beforeEach(async () => {
  await database.sql`delete from public.meetings`;
  await database.sql`delete from public.webhook_events`;
  await database.sql`update public.workspace_settings set event_retention_days = 90, transcript_retention_days = null`;
});
afterAll(() => database.drop());

const keepHouse = async () => {
  await database.sql`update private.housekeeping set ran_at = '-infinity'`;
  const [row] = await database.sql`select public.keep_house() as done`;
  return row?.["done"];
};
const retain = (workspace: string, days: { events?: number; transcripts?: number }) =>
  database.sql`update public.workspace_settings set event_retention_days = ${days.events ?? 90}, transcript_retention_days = ${days.transcripts ?? null}
    where workspace_id = ${workspace}`;
/** A delivery that came so many hours ago and has come to this state, its job done. */
const delivered = async (hours: number, state = "processed", by = integration): Promise<string> => {
  const { eventId } = await receive(database.sql, by, `msg_${randomUUID()}`);
  await database.sql`update public.webhook_events set state = ${state}, headers = '{"user-agent": "x"}', received_at = now() - make_interval(hours => ${hours}) where id = ${eventId}`;
  await database.sql`delete from private.jobs where event_id = ${eventId}`;
  return eventId;
};
const kept = async (...ids: string[]) => {
  const rows = await database.sql<{ id: string; kept: boolean }[]>`
    select id, num_nonnulls(payload, payload_text) = 1 and headers <> '{}' and erased_at is null as kept from public.webhook_events`;
  return ids.map((id) => rows.find((row) => row.id === id)?.kept);
};

describe("the content of deliveries", () => {
  test("goes when its time is over, in each workspace when that one says", async () => {
    await retain(ours, { events: 1 });
    await retain(theirs, { events: 2 });
    const [old, young] = [await delivered(25), await delivered(23)];
    const [older, other] = [await delivered(49, "processed", elsewhere), await delivered(47, "processed", elsewhere)];
    expect(await keepHouse()).toMatchObject({ payloads: 2 });
    expect(await kept(old, young, older, other)).toEqual([false, true, false, true]);
  });

  test("goes with the transcripts when those are kept shorter: it holds them too", async () => {
    await retain(ours, { events: 90, transcripts: 1 });
    const [old, young] = [await delivered(25), await delivered(23)];
    await keepHouse();
    expect(await kept(old, young)).toEqual([false, true]);
  });

  test("is all that goes: the delivery, its meeting and who was in it stay", async () => {
    const { eventId, meetingId } = await storeMeeting(
      database.sql,
      integration,
      meetingJson("1", { summary: "Agreed." }),
    );
    await database.sql`update public.webhook_events set state = 'processed', received_at = now() - interval '91 days'`;
    await keepHouse();
    const [event] =
      await database.sql`select delivery_id, state, payload, payload_text, headers, erased_at from public.webhook_events where id = ${eventId}`;
    expect(event).toMatchObject({
      state: "processed",
      payload: null,
      payload_text: null,
      headers: {},
      erased_at: expect.any(Date),
    });
    expect(await database.sql`select summary from public.meetings where id = ${meetingId}`).toEqual([
      { summary: "Agreed." },
    ]);
    expect(await database.sql`select 1 from public.attendee_outcomes where meeting_id = ${meetingId}`).toHaveLength(2);
    expect(await database.sql`select 1 from public.attendee_audit where webhook_event_id = ${eventId}`).toHaveLength(2);
  });

  test.each([
    ["received", true],
    ["processing", true],
    ["retrying", true],
    ["processed", false],
    ["unreadable", false],
    ["dead", false],
  ])("of one that is %s is kept: %s", async (state, isKept) => {
    const eventId = await delivered(24 * 3650 + 1, state);
    await keepHouse();
    expect(await kept(eventId)).toEqual([isKept]);
  });

  test.each(["queued", "running"])("is kept as long as somebody is about to read it: %s", async (state) => {
    const eventId = await delivered(24 * 365);
    await database.sql`insert into private.jobs (kind, workspace_id, event_id, state) values ('store', ${ours}, ${eventId}, ${state})`;
    await keepHouse();
    expect(await kept(eventId)).toEqual([true]);
  });

  test("that nobody could store goes with the job that gave up: a replay says that there is nothing to do", async () => {
    const { eventId } = await receive(database.sql, integration, "msg_dead");
    const [job] = await claim(database.sql, 1);
    await database.sql`select public.bury_job(${job?.id ?? ""}, ${job?.lease_token ?? ""}, 'no use')`;
    await database.sql`update public.webhook_events set received_at = now() - interval '91 days'`;
    await keepHouse();
    expect(await database.sql`select public.replay_event(${eventId}) as said`).toEqual([{ said: "nothing" }]);
    expect(await database.sql`select state, error from public.webhook_events`).toEqual([
      { state: "dead", error: "no use" },
    ]);
  });

  test("that is gone: a replay logs its attendees, and nobody when all are logged", async () => {
    const { eventId } = await storeMeeting(database.sql, integration, meetingJson("1"));
    await database.sql`delete from private.jobs`;
    await database.sql`update public.attendee_outcomes set status = 'not_found' where status = 'pending'`;
    await database.sql`update public.webhook_events set state = 'processed', received_at = now() - interval '91 days'`;
    await keepHouse();
    const replay = async () => (await database.sql`select public.replay_event(${eventId}) as said`)[0]?.["said"];
    expect(await replay()).toBe("done");
    const [job] = await claim(database.sql, 10);
    expect(job).toMatchObject({ kind: "log" });
    await database.sql`update public.attendee_outcomes set status = 'note_added', crm_note_id = '1' where status = 'pending'`;
    await database.sql`select public.finish_job(${job?.id ?? ""}, ${job?.lease_token ?? ""})`;
    expect(await replay()).toBe("nothing");
    expect(await database.sql`select state from public.webhook_events`).toEqual([{ state: "processed" }]);
  });
});

describe("transcripts", () => {
  const transcript = [{ speaker: "Ana Host", email: null, text: "Hello.", atSeconds: 1 }];
  const stored = async (externalId: string, days: number, by = integration) => {
    const { meetingId } = await storeMeeting(
      database.sql,
      by,
      meetingJson(externalId, { transcript, summary: "Agreed." }),
    );
    await database.sql`update public.meetings set created_at = now() - make_interval(days => ${days}), occurred_at = now() - interval '10 years' where id = ${meetingId}`;
    return meetingId;
  };
  const present = async () => {
    const rows =
      await database.sql`select external_id, transcript is not null as present, summary from public.meetings order by 1`;
    expect(rows.every((row) => row["summary"] === "Agreed.")).toBe(true);
    return Object.fromEntries(rows.map((row) => [row["external_id"], row["present"]]));
  };

  test("stay with their meeting unless the workspace says how long", async () => {
    await stored("a", 4000);
    expect(await keepHouse()).toMatchObject({ transcripts: 0 });
    expect(await present()).toEqual({ a: true });
  });

  test("go so many days after they came, in that workspace only, and nothing else of the meeting", async () => {
    await retain(ours, { transcripts: 7 });
    await stored("old", 8);
    await stored("young", 6);
    await stored("theirs", 4000, elsewhere);
    expect(await keepHouse()).toMatchObject({ transcripts: 1 });
    expect(await present()).toEqual({ old: false, young: true, theirs: true });
  });

  test("that a later delivery brings back go again", async () => {
    await retain(ours, { transcripts: 7 });
    const meetingId = await stored("a", 8);
    await keepHouse();
    await storeMeeting(database.sql, integration, meetingJson("a", { transcript }));
    expect(await present()).toEqual({ a: true });
    await keepHouse();
    expect(await database.sql`select id from public.meetings where transcript is null`).toEqual([{ id: meetingId }]);
  });
});

describe("by the clock", () => {
  test("deliveries that were refused are kept for a week", async () => {
    for (const days of [6, 8]) {
      await database.sql`insert into public.refused_deliveries (workspace_id, reason, body, body_bytes, received_at)
        values (${ours}, 'no_match', ${`${days}`}, 1, now() - make_interval(days => ${days}))`;
    }
    expect(await keepHouse()).toMatchObject({ refused: 1 });
    expect(await database.sql`select body from public.refused_deliveries`).toEqual([{ body: "6" }]);
  });

  test("it is done once a minute, however many ask", async () => {
    await database.sql`update private.housekeeping set ran_at = '-infinity'`;
    const asked = await Promise.all(Array.from({ length: 8 }, () => database.sql`select public.keep_house() as done`));
    expect(asked.filter(([row]) => row?.["done"] !== null)).toHaveLength(1);
    expect(await database.sql`select public.keep_house() as done`).toEqual([{ done: null }]);
    await database.sql`update private.housekeeping set ran_at = now() - interval '51 seconds'`;
    const [row] = await database.sql`select public.keep_house() as done`;
    expect(row?.["done"]).not.toBeNull();
  });

  test("what there is too much of for one minute goes on in the next", async () => {
    await delivered(0);
    await database.sql`
      insert into public.webhook_events (source, delivery_id, workspace_id, proof, payload, payload_bytes, state, received_at)
      select 'fathom', 'many_' || n, ${ours}, 'signature', '{}', 2, 'processed', now() - interval '91 days' from generate_series(1, 1200) n`;
    expect([await keepHouse(), await keepHouse(), await keepHouse(), await keepHouse()]).toMatchObject(
      [500, 500, 200, 0].map((payloads) => ({ payloads })),
    );
  });

  test("a workspace with much to delete does not hold up the others", async () => {
    await database.sql`
      insert into public.webhook_events (source, delivery_id, workspace_id, proof, payload, payload_bytes, state, received_at)
      select 'fathom', 'much_' || n, ${ours}, 'signature', '{}', 2, 'processed', now() - interval '91 days' from generate_series(1, 20000) n`;
    const theirs = await delivered(24 * 91, "processed", elsewhere);
    let minutes = 0;
    for (; (await kept(theirs))[0] && minutes < 30; minutes++) await keepHouse();
    expect(minutes).toBeLessThan(30);
  });

  test("somebody who is at a delivery or a meeting at that moment is not waited for", async () => {
    await retain(ours, { events: 1, transcripts: 1 });
    const eventId = await delivered(48);
    await database.sql.begin(async (transaction) => {
      await transaction`select 1 from public.webhook_events where id = ${eventId} for update`;
      expect(await keepHouse()).toMatchObject({ payloads: 0 });
    });
    expect(await keepHouse()).toMatchObject({ payloads: 1 });
  });
});

test.each([
  ["event_retention_days", 0],
  ["event_retention_days", -1],
  ["event_retention_days", 3651],
  ["event_retention_days", null],
  ["transcript_retention_days", 0],
  ["transcript_retention_days", 3651],
])("the database itself refuses %s of %s", async (column, days) => {
  await expect(database.sql`update public.workspace_settings set ${database.sql(column)} = ${days}`).rejects.toThrow(
    /violates/,
  );
});
