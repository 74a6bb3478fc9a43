import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { alertsOf } from "../support/alerts.ts";
import { type FathomWorld, createFathomWorld } from "../support/fathom-worker.ts";
import { valueOf } from "../support/fathom-account.ts";
import { type TestDatabase, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let world: FathomWorld;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  world = await createFathomWorld(database.sql);
});
afterEach(() => world.stop());
afterAll(() => database.drop());

const startImport = async (most: number | null = null): Promise<string> =>
  valueOf(
    await database.sql`
      select public.start_import(${world.account.id}, ${world.account.userId}, null, ${most}, true) as id`,
  );
const importOf = async (id: string) =>
  (
    await database.sql`select state, total, done, skipped, failed, calls, error from public.imports where id = ${id}`
  )[0];
const meetings = async (): Promise<number> =>
  valueOf(
    await database.sql`select count(*)::int from public.meetings where workspace_id = ${world.account.workspaceId}`,
  );
const sweepNow = () => database.sql`select public.sweep_now(${world.account.id})`;
const integrationOf = async () =>
  (await database.sql`select * from public.fathom_integrations where id = ${world.account.id}`)[0];
/** Pages with content that hold several meetings are too large to be read. */
const onlyOneByOne = async (answer: Response, request: Request): Promise<Response> => {
  const text = await answer.text();
  const isFull = request.url.includes("include_transcript") && text.split('"recording_id"').length > 2;
  return new Response(isFull ? " ".repeat(5_000_001) : text, answer);
};
/** The first meeting of each page was made at a time that is none. */
const withOddDate = async (answer: Response): Promise<Response> =>
  new Response(
    (await answer.text()).replace(/"created_at":"[^"]*"/, '"created_at":"+275760-09-13T00:00:00.000Z"'),
    answer,
  );
const marathons = (count: number, apartMs: number): void => {
  for (let number = 0; number < count; number += 1) {
    world.setFathomBack(3_600_000 + number * apartMs);
    world.fathom.endMeeting({ recordedBy: world.account.email, title: `Marathon ${number}`, scenario: "long" });
  }
  world.setFathomBack(0);
};
/** Several minutes go by. */
const workOff = async (): Promise<void> => {
  for (let minutes = 0; minutes < 4; minutes += 1) {
    await world.work();
    await world.passTime();
    world.fathom.resetFaults();
  }
};
const past = (count: number) => world.fathom.addPast({ recordedBy: world.account.email, count });

describe("an import by workers", () => {
  test("brings every meeting once, by a call for each ten to count them and one to fetch them", async () => {
    past(47);
    const id = await startImport();
    await world.work();
    expect(await importOf(id)).toMatchObject({
      state: "finished",
      total: 47,
      done: 47,
      skipped: 0,
      failed: 0,
      calls: 10,
    });
    expect(await meetings()).toBe(47);
    const again = await startImport();
    await workOff();
    expect(await importOf(again)).toMatchObject({ state: "finished", total: 47, done: 0, skipped: 47 });
    expect(await meetings()).toBe(47);
  });

  test("of the last 50 takes the newest ones", async () => {
    past(63);
    const id = await startImport(50);
    await world.work();
    expect(await importOf(id)).toMatchObject({ state: "finished", total: 50, done: 50 });
    const newest = world.fathom.meetings().slice(0, 50);
    const rows = await database.sql<{ external_id: string }[]>`
      select external_id from public.meetings where workspace_id = ${world.account.workspaceId}`;
    expect(rows.map((row) => row.external_id).toSorted()).toEqual(newest.map(({ id: own }) => String(own)).toSorted());
  });

  test("leaves alone what others recorded and the integration was not made for", async () => {
    past(3);
    world.fathom.addUser({ name: "Bo", email: "bo@example.com", team: "Sales" });
    world.fathom.addPast({ recordedBy: "bo@example.com", count: 12 });
    const id = await startImport();
    await world.work();
    expect(await importOf(id)).toMatchObject({ state: "finished", total: 3, done: 3 });
  });

  test.each([
    ["null", "null"],
    ["an empty text", "empty"],
    ["a missing key", "absent"],
  ] as const)("ends at a list that ends with %s", async (_, end) => {
    world.fathom.setListEnd(end);
    past(12);
    const id = await startImport();
    await world.work();
    expect(await importOf(id)).toMatchObject({ state: "finished", done: 12 });
  });

  test("promises 1 and 2: workers die at any step of it, before or after, and it still ends with each meeting once", async () => {
    // Storing, logging and the queue have crash points of their own.
    const isOfImport = (name: string) =>
      /^(load_import|reserve_fathom_call|note_fathom_limits|take_import_page|fathom)/.test(name);
    past(11);
    await startImport();
    await world.work();
    const steps = world.steps.filter(isOfImport);
    for (const [at] of steps.entries()) {
      for (const when of ["before", "after"] as const) {
        const mortal = await createFathomWorld(database.sql);
        mortal.fathom.addPast({ recordedBy: mortal.account.email, count: 11 });
        const { id: integration, userId } = mortal.account;
        const id: string = valueOf(
          await database.sql`select public.start_import(${integration}, ${userId}, null, null, true) as id`,
        );
        let passed = -1;
        const dies = (name: string) => {
          if (isOfImport(name)) passed += 1;
          // Whoever is dead does nothing any more.
          if (passed >= at) throw new Error("the worker dies");
        };
        await mortal.work({ [when]: dies }).catch(() => undefined);
        for (let turns = 0; turns < 3; turns += 1) {
          await mortal.passTime();
          await mortal.work();
        }
        const whole = { state: "finished", total: 11, done: 11, skipped: 0, failed: 0 };
        expect({ at, when, ...(await importOf(id)) }).toMatchObject({ at, when, ...whole });
        await mortal.stop();
      }
    }
    console.log(`an import of two pages: a worker died before and after each of its ${steps.length} steps`);
    expect(steps.length).toBeGreaterThan(11);
  }, 120_000);
});

describe("what goes wrong while importing", () => {
  test("too many calls: it waits as long as Fathom says, uses up no try, and goes on", async () => {
    past(25);
    world.fathom.setHeavyLimit(1);
    const id = await startImport();
    await world.work();
    expect(await importOf(id)).toMatchObject({
      state: "running",
      total: 25,
      error: expect.stringMatching(/goes on by itself (within a minute|in about 2 minutes)/),
    });
    const [job] = await database.sql`
      select attempts, run_at > now() + interval '20 seconds' as waits from private.jobs where import_id = ${id}`;
    expect(job).toEqual({ attempts: 0, waits: true });
    world.fathom.resetFaults();
    await world.passTime();
    await world.work();
    expect(await importOf(id)).toMatchObject({ state: "finished", done: 25, error: null });
  });

  test("a key that is revoked in the middle pauses it, and tells somebody", async () => {
    past(25);
    const id = await startImport();
    let calls = 0;
    const before = (name: string) => {
      // Three pages are counted; the second one that is fetched is refused.
      if (name.startsWith("fathom") && ++calls === 5) world.fathom.revokeKey(world.account.email);
    };
    await world.work({ before });
    expect(await importOf(id)).toMatchObject({
      state: "paused",
      done: 10,
      error: "Invalid API key - please check your credentials. Connect the account again with a valid key.",
    });
    expect(await integrationOf()).toMatchObject({ status: "broken" });
    expect((await alertsOf(database.sql, world.account.workspaceId)).map(({ kind }) => kind)).toContain(
      "source_unauthorized",
    );
  });

  test.each(["html_page", "not_json", "empty_object", "503"] as const)(
    "pages of garbage (%s) are tried again; then it stands still and says why",
    async (kind) => {
      past(12);
      const id = await startImport();
      world.fathom.addFault({ kind });
      for (let tries = 0; tries < 4; tries += 1) {
        await world.work();
        await world.passTime();
      }
      expect(await importOf(id)).toMatchObject({ state: "paused", error: expect.stringMatching(/^Fathom/) });
      world.fathom.resetFaults();
      await database.sql`select public.resume_import(${id})`;
      await world.work();
      expect(await importOf(id)).toMatchObject({ state: "finished", done: 12 });
    },
  );

  test("items that are no meetings are kept and shown, and spoil nothing else of their page", async () => {
    past(12);
    const id = await startImport();
    world.fathom.addFault({ kind: "odd_items" });
    await world.work();
    const row = await importOf(id);
    expect(row).toMatchObject({ state: "finished", total: row?.["done"] + row?.["failed"] });
    expect(row?.["failed"]).toBeGreaterThan(0);
  });

  test("a cursor that loops: it brings what comes before, stops and says so", async () => {
    past(25);
    const id = await startImport();
    world.fathom.addFault({ kind: "cursor_loop" });
    await world.work();
    expect(await importOf(id)).toMatchObject({ state: "failed", error: expect.stringContaining("in circles") });
    expect(await meetings()).toBeGreaterThanOrEqual(10);
  });

  test("a meeting made at a time that is none comes like any other", async () => {
    past(12);
    const id = await startImport();
    await world.work({ alter: withOddDate });
    expect(await importOf(id)).toMatchObject({ state: "finished", done: 12, failed: 0 });
  });

  test("a page that is too large is fetched one by one; while nothing can be stored, nothing is fetched or counted twice", async () => {
    past(12);
    const id = await startImport();
    const before = (name: string) => {
      if (name === "load_event") throw new Error("nothing can be stored");
    };
    await world.work({ before, alter: onlyOneByOne });
    // Two pages are counted; then two times five of the first page and its end, and the second one's two.
    expect(await importOf(id)).toMatchObject({ state: "running", total: 12, done: 0, calls: 20 });
    await world.passTime();
    await world.work();
    expect(await importOf(id)).toMatchObject({ state: "finished", total: 12, done: 12, skipped: 0, calls: 20 });
    const [row] = await database.sql`
      select count(*)::int as whole from public.meetings
      where workspace_id = ${world.account.workspaceId} and summary is not null and transcript is not null`;
    expect(row?.["whole"]).toBe(12);
  });

  test("meetings with ten hours of transcript are fetched one by one when a page of them is too large, whole", async () => {
    marathons(12, 60_000);
    const id = await startImport();
    await workOff();
    expect(await importOf(id)).toMatchObject({ state: "finished", done: 12, failed: 0 });
    const [row] = await database.sql`
      select count(*)::int as whole, min(jsonb_array_length(transcript)) as shortest from public.meetings
      where workspace_id = ${world.account.workspaceId} and summary is not null and action_items is not null`;
    expect(row?.["whole"]).toBe(12);
    expect(row?.["shortest"]).toBeGreaterThan(5000);
  }, 60_000);
});

describe("a sweep by workers", () => {
  const end = (scenario: "webhook_lost" | "normal") => {
    world.setFathomBack(3_600_000);
    const ended = world.fathom.endMeeting({ recordedBy: world.account.email, scenario });
    world.setFathomBack(0);
    return ended;
  };

  test("promise 5: a meeting whose webhook was lost is found, once, and marked", async () => {
    const { recordingId } = end("webhook_lost");
    await sweepNow();
    await world.work();
    await sweepNow();
    await world.passTime();
    await world.work();
    const rows = await database.sql`
      select m.external_id, e.origin from public.meetings m
      join public.meeting_events me on me.meeting_id = m.id join public.webhook_events e on e.id = me.event_id
      where m.workspace_id = ${world.account.workspaceId}`;
    expect(rows).toEqual([{ external_id: String(recordingId), origin: "sweep" }]);
    expect(await integrationOf()).toMatchObject({ found_by_sweep: 1, swept_at: expect.any(Date), sweep_error: null });
  });

  test("a meeting made at a time that is none is found as well", async () => {
    end("webhook_lost");
    await sweepNow();
    await world.work({ alter: withOddDate });
    expect(await meetings()).toBe(1);
    expect(await integrationOf()).toMatchObject({ swept_at: expect.any(Date), sweep_error: null });
  });

  test("of more meetings than a minute has calls for: it goes on where it was, and comes to an end", async () => {
    const ids = Array.from({ length: 610 }, (_, number) => {
      world.setFathomBack(3_600_000 + number * 60_000);
      return world.fathom.endMeeting({ recordedBy: world.account.email, scenario: "webhook_lost" }).recordingId;
    });
    world.setFathomBack(0);
    // All but the oldest few are there already.
    await database.sql`
      insert into public.meetings (workspace_id, source, external_id, title, occurred_at, summary, transcript, action_items)
      select ${world.account.workspaceId}, 'fathom', id, 'There', now(), 's', '[]', '[]'
      from unnest(${ids.slice(0, 605).map(String)}::text[]) id`;
    await sweepNow();
    let calls = 0;
    for (let minutes = 0; minutes < 3; minutes += 1) {
      await world.work();
      calls += world.steps.filter((step) => step.startsWith("fathom")).length;
      await world.passTime();
      world.fathom.resetFaults();
    }
    expect(await integrationOf()).toMatchObject({ swept_at: expect.any(Date), sweep_error: null, found_by_sweep: 5 });
    // 61 pages, of which a turn may have to read twenty twice; content, team.
    expect(calls).toBeLessThan(61 + 20 + 3);
  }, 60_000);

  test("content that comes late is fetched when it is there, and until then nothing is taken twice", async () => {
    world.setFathomBack(3_600_000);
    world.fathom.endMeeting({ recordedBy: world.account.email, scenario: "late_content" });
    const swept = async () => {
      await sweepNow();
      await world.passTime();
      await world.work();
      const rows = await database.sql`
        select m.summary is not null as has_summary, count(*)::int as events from public.meetings m
        join public.meeting_events me on me.meeting_id = m.id
        where m.workspace_id = ${world.account.workspaceId} group by m.id`;
      return rows[0];
    };
    world.setFathomBack(3_600_000 - 60_000);
    expect(await swept()).toEqual({ has_summary: false, events: 1 });
    expect(await swept()).toEqual({ has_summary: false, events: 1 });
    world.setFathomBack(0);
    expect(await swept()).toEqual({ has_summary: true, events: 2 });
    expect(await swept()).toEqual({ has_summary: true, events: 2 });
  });

  test("that finds nothing costs one call a page of the last two days, and once a day one for the team", async () => {
    await sweepNow();
    await world.work();
    world.fathom.clearCalls();
    await sweepNow();
    await world.passTime();
    await world.work();
    const calls = world.fathom.calls().map(({ endpoint, count }) => [endpoint, count]);
    expect(calls).toEqual([["GET /meetings", 1]]);
  });

  test("remembers who of the team records", async () => {
    world.fathom.addUser({ name: "Bo", email: "bo@example.com", team: "Sales" });
    await sweepNow();
    await world.work();
    const people = await database.sql`
      select email, coverage from public.fathom_coverage where workspace_id = ${world.account.workspaceId} order by 1`;
    expect(people).toEqual([
      { email: "bo@example.com", coverage: "not_connected" },
      { email: world.account.email, coverage: "connected" },
    ]);
  });

  test("Fathom away: it is tried again, then left to the next hour, and says why", async () => {
    world.fathom.addFault({ kind: "503" });
    await sweepNow();
    for (let tries = 0; tries < 3; tries += 1) {
      await world.work();
      await world.passTime();
    }
    expect(await integrationOf()).toMatchObject({ sweep_error: expect.stringContaining("Fathom"), status: "active" });
    world.fathom.resetFaults();
    await sweepNow();
    await world.work();
    expect(await integrationOf()).toMatchObject({ sweep_error: null, swept_at: expect.any(Date) });
  });

  test("a revoked key ends it and marks the account", async () => {
    world.fathom.revokeKey(world.account.email);
    await sweepNow();
    await world.work();
    expect(await integrationOf()).toMatchObject({ status: "broken", next_sweep_at: null });
  });
});
