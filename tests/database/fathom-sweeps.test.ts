import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type FathomAccount,
  addFathomAccount,
  connectByKey,
  listed,
  storeAll,
  takeJob,
  valueOf,
} from "../support/fathom-account.ts";
import { addIntegration, meetingJson, receive, storeMeeting } from "../support/seed.ts";
import { type TestDatabase, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let account: FathomAccount;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  account = await addFathomAccount(database.sql);
});
afterAll(() => database.drop());

const keepHouse = async (): Promise<void> => {
  await database.sql`update private.housekeeping set ran_at = '-infinity'`;
  await database.sql`select public.keep_house()`;
};
const sweepJobs = () =>
  database.sql`select state from private.jobs where workspace_id = ${account.workspaceId} and kind = 'sweep'`;
const makeDue = () =>
  database.sql`update public.fathom_integrations set next_sweep_at = now() - interval '1 minute' where id = ${account.id}`;
const integrationOf = async () =>
  (await database.sql`select * from public.fathom_integrations where id = ${account.id}`)[0];
const missing = async (items: ReturnType<typeof listed>[], onlyUnknown = false): Promise<string[]> =>
  valueOf(
    await database.sql`select public.find_missing(${account.id}, ${JSON.stringify(items)}::text::jsonb, ${onlyUnknown})`,
  );

describe("the clock of sweeps", () => {
  test("an hour after it was connected, then each hour, one job at a time", async () => {
    await keepHouse();
    expect(await sweepJobs()).toEqual([]);
    await makeDue();
    await keepHouse();
    expect(await sweepJobs()).toEqual([{ state: "queued" }]);
    await makeDue();
    await keepHouse();
    expect(await sweepJobs()).toHaveLength(1);
    const job = await takeJob(database.sql, account, "sweep");
    await database.sql`select public.finish_sweep(${job?.id ?? ""}, ${job?.lease_token ?? ""}, '[]')`;
    expect(await sweepJobs()).toEqual([]);
    const { swept_at, next_sweep_at } = (await integrationOf()) ?? {};
    expect(next_sweep_at.getTime() - swept_at.getTime()).toBe(3_600_000);
  });

  test("not for one that is connected by hand, disconnected or refused", async () => {
    const byHand = await addIntegration(database.sql, account, "by-hand@example.com");
    await database.sql`update public.fathom_integrations set next_sweep_at = now() - interval '1 hour' where id = ${byHand}`;
    expect(valueOf(await database.sql`select public.sweep_now(${byHand})`)).toBe("not_connected");
    await database.sql`select public.report_fathom_refusal(${account.id}, ${`key-${account.id}`}, 'Invalid API key')`;
    await keepHouse();
    expect(
      await database.sql`select 1 from private.jobs where kind = 'sweep' and integration_id = ${account.id}`,
    ).toEqual([]);
    expect(valueOf(await database.sql`select public.sweep_now(${account.id})`)).toBe("not_connected");
  });

  test("one that failed says why, and the next comes in an hour", async () => {
    await makeDue();
    await keepHouse();
    const job = await takeJob(database.sql, account, "sweep");
    await database.sql`select public.bury_job(${job?.id ?? ""}, ${job?.lease_token ?? ""}, 'Fathom did not answer.')`;
    const { sweep_error, next_sweep_at, swept_at } = (await integrationOf()) ?? {};
    expect([sweep_error, swept_at]).toEqual(["Fathom did not answer.", null]);
    expect(next_sweep_at.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    expect(await sweepJobs()).toEqual([]);
  });

  test("leaves what is younger than a quarter of an hour to its webhook, unless a person asks or there is none", async () => {
    const ageOfNewest = async (): Promise<number> => {
      const job = await takeJob(database.sql, account, "sweep");
      const [row] = await database.sql`select public.load_sweep(${job?.id ?? ""}, ${job?.lease_token ?? ""}) as work`;
      await database.sql`select public.finish_sweep(${job?.id ?? ""}, ${job?.lease_token ?? ""}, '[]')`;
      return Math.round((Date.now() - Date.parse(row?.["work"].until)) / 60_000);
    };
    await makeDue();
    await keepHouse();
    expect(await ageOfNewest()).toBe(15);
    await database.sql`select public.sweep_now(${account.id})`;
    // The clock ticks before a worker comes.
    await keepHouse();
    expect(await ageOfNewest()).toBe(0);
    await connectByKey(database.sql, account, { webhookId: null, former: "webhook-1" });
    await makeDue();
    await keepHouse();
    expect(await ageOfNewest()).toBe(0);
  });
});

describe("how far back a sweep looks", () => {
  const hoursBack = async (sweptAt: string): Promise<number> => {
    await database.sql.unsafe(`update public.fathom_integrations set swept_at = ${sweptAt} where id = '${account.id}'`);
    await database.sql`select public.sweep_now(${account.id})`;
    const job = await takeJob(database.sql, account, "sweep");
    const [row] = await database.sql`select public.load_sweep(${job?.id ?? ""}, ${job?.lease_token ?? ""}) as work`;
    await database.sql`delete from private.jobs where id = ${job?.id ?? ""}`;
    return Math.round((Date.now() - Date.parse(row?.["work"].since)) / 3_600_000);
  };

  test("two days, and to the last one that came to its end if that is longer ago, at most a month", async () => {
    expect(await hoursBack("null")).toBe(48);
    expect(await hoursBack("now() - interval '1 hour'")).toBe(48);
    expect(await hoursBack("now() - interval '5 days'")).toBe(5 * 24 + 2);
    expect(await hoursBack("now() - interval '90 days'")).toBe(30 * 24);
  });

  test("not into a time for which it was disconnected", async () => {
    await database.sql`update public.fathom_integrations set swept_at = now() - interval '9 days' where id = ${account.id}`;
    await database.sql`select public.disconnect_fathom(${account.id})`;
    await connectByKey(database.sql, account);
    expect((await integrationOf())?.["swept_at"]).toBeNull();
  });
});

describe("a sweep of several turns", () => {
  const place = (cursor: string) =>
    JSON.stringify({ since: "2026-11-20T10:00:00Z", until: "2026-11-22T10:00:00Z", cursor });
  /** Takes the job, sees where it begins, and ends the turn. */
  const turn = async (next: string | null): Promise<string | null> => {
    const job = await takeJob(database.sql, account, "sweep");
    const [row] = await database.sql`select public.load_sweep(${job?.id ?? ""}, ${job?.lease_token ?? ""}) as work`;
    await database.sql`select public.finish_sweep(${job?.id ?? ""}, ${job?.lease_token ?? ""}, '[]', ${next && place(next)}::text::jsonb)`;
    return row?.["work"].cursor;
  };

  test("goes on where it was, and begins anew when a person asks", async () => {
    await database.sql`select public.sweep_now(${account.id})`;
    expect([await turn("b"), await turn("c")]).toEqual([null, "b"]);
    await database.sql`select public.sweep_now(${account.id})`;
    expect([await turn("b"), await turn(null)]).toEqual([null, "b"]);
    expect(await sweepJobs()).toEqual([]);
    expect(await integrationOf()).toMatchObject({ swept_at: expect.any(Date), sweep_error: null });
  });

  test("that is led in circles ends and says so; the next one begins at the beginning", async () => {
    await database.sql`select public.sweep_now(${account.id})`;
    await turn("b");
    await turn("c");
    await turn("b");
    expect(await sweepJobs()).toEqual([]);
    expect(await integrationOf()).toMatchObject({ swept_at: null, sweep_error: expect.stringContaining("circles") });
    await database.sql`select public.sweep_now(${account.id})`;
    expect(await turn(null)).toBeNull();
  });
});

describe("a sweep and others at once", () => {
  test("many that are due together hold up no delivery", async () => {
    await makeDue();
    await keepHouse();
    await receive(database.sql, account.id, `msg_${account.id}`);
    const jobs = await database.sql`
      select kind from private.jobs where workspace_id = ${account.workspaceId} order by priority, run_at`;
    expect(jobs.map(({ kind }) => kind)).toEqual(["store", "sweep"]);
  });

  test.each(["sweep_now", "disconnect_fathom"] as const)(
    "%s while it takes what it found: nobody fails",
    async (call) => {
      const failures: unknown[] = [];
      const note = (error: unknown) => void failures.push(error);
      for (let round = 0; round < 8; round++) {
        const other = await addFathomAccount(database.sql);
        await database.sql`select public.sweep_now(${other.id})`;
        const job = await takeJob(database.sql, other, "sweep");
        const found = JSON.stringify(Array.from({ length: 10 }, (_, number) => listed(`${other.id}-${number}`)));
        await Promise.all([
          database.sql`select public.take_swept(${job?.id ?? ""}, ${job?.lease_token ?? ""}, ${found}::text::jsonb)`.catch(
            note,
          ),
          new Promise((resolve) => setTimeout(resolve, round)).then(() =>
            database.sql.unsafe(`select public.${call}('${other.id}')`).catch(note),
          ),
        ]);
      }
      expect(failures).toEqual([]);
    },
  );
});

describe("what a sweep looks for", () => {
  test("meetings that are not there, and for a day those that lack something", async () => {
    const dayOld = new Date(Date.now() - 25 * 3_600_000).toISOString();
    const of = (name: string) => `${account.id}-${name}`;
    const whole = { summary: "s", transcript: [], actionItems: [] };
    await storeMeeting(database.sql, account.id, meetingJson(of("whole"), whole));
    await storeMeeting(database.sql, account.id, meetingJson(of("lacking"), { ...whole, transcript: null }));
    await storeMeeting(database.sql, account.id, meetingJson(of("old"), { ...whole, summary: null }));
    const { meetingId } = await storeMeeting(database.sql, account.id, meetingJson(of("erased")));
    await database.sql`update public.meetings set erased_at = now() where id = ${meetingId}`;
    const all = [
      listed(of("whole")),
      listed(of("lacking")),
      listed(of("old"), { createdAt: dayOld }),
      listed(of("erased")),
      listed(of("new"), { createdAt: dayOld }),
    ];
    expect((await missing(all)).toSorted()).toEqual([of("lacking"), of("new")]);
    expect(await missing(all, true)).toEqual([of("new")]);
  });

  test("a meeting found by it and then delivered late is one meeting, and says where it came from (promise 5)", async () => {
    await makeDue();
    await keepHouse();
    const job = await takeJob(database.sql, account, "sweep");
    const found = [listed(`${account.id}-lost`)];
    const take = () => database.sql`
      select public.take_swept(${job?.id ?? ""}, ${job?.lease_token ?? ""}, ${JSON.stringify(found)}::text::jsonb)`;
    expect(valueOf(await take())).toBe(1);
    expect(valueOf(await take())).toBe(0);
    await storeAll(database.sql, account);
    await storeMeeting(database.sql, account.id, meetingJson(`${account.id}-lost`));
    const events = await database.sql`
      select e.origin, e.proof from public.meeting_events me join public.webhook_events e on e.id = me.event_id
      join public.meetings m on m.id = me.meeting_id where m.external_id = ${`${account.id}-lost`} order by 1`;
    expect(events).toEqual([
      { origin: "sweep", proof: "api_key" },
      { origin: "webhook", proof: "signature" },
    ]);
    expect(await integrationOf()).toMatchObject({ found_by_sweep: 1, last_found_at: expect.any(Date) });
  });
});

describe("one recording under two ids (a Zap's and the API's)", () => {
  const share = () => `Share-${account.id}`;
  const meetings = () =>
    database.sql`select external_id from public.meetings where workspace_id = ${account.workspaceId}`;

  test.each([
    ["the Zap first", "zap", "123"],
    ["the API first", "123", "zap"],
  ])("is one meeting: %s", async (_, first, second) => {
    await storeMeeting(database.sql, account.id, meetingJson(`${account.id}-${first}`, { shareToken: share() }));
    expect(await missing([listed(`${account.id}-${second}`, { shareToken: share() })], true)).toEqual([]);
    await storeMeeting(
      database.sql,
      account.id,
      meetingJson(`${account.id}-${second}`, { shareToken: share(), summary: "Later" }),
    );
    expect(await meetings()).toEqual([{ external_id: `${account.id}-${first}` }]);
  });

  test("stored at the same moment it is one meeting all the same", async () => {
    for (let round = 0; round < 5; round++) {
      const shareToken = `${share()}-${round}`;
      await Promise.all(
        ["zap", "api", "csv"].map((id) =>
          storeMeeting(database.sql, account.id, meetingJson(`${account.id}-${id}-${round}`, { shareToken })),
        ),
      );
    }
    expect(await meetings()).toHaveLength(5);
  });

  test("is not another workspace's", async () => {
    const other = await addFathomAccount(database.sql);
    await storeMeeting(database.sql, account.id, meetingJson(`${account.id}-a`, { shareToken: share() }));
    await storeMeeting(database.sql, other.id, meetingJson(`${account.id}-b`, { shareToken: share() }));
    expect(await meetings()).toHaveLength(1);
  });
});

describe("a meeting that comes in parts", () => {
  test("action items that come one by one add up; a later, better title replaces none", async () => {
    const id = `${account.id}-parts`;
    const item = (description: string) => ({ description, completed: false });
    const add = (more: Record<string, unknown>) => storeMeeting(database.sql, account.id, meetingJson(id, more));
    await add({ title: "Untitled meeting", actionItems: [item("a")], actionItemsAdd: true });
    await add({ title: "Kick-off", actionItems: [item("b")], actionItemsAdd: true });
    await add({ title: "Another", actionItems: [item("a")], actionItemsAdd: true });
    const whole = await database.sql`select title, action_items from public.meetings where external_id = ${id}`;
    expect(whole).toEqual([{ title: "Kick-off", action_items: [item("a"), item("b")] }]);
    await add({ actionItems: [item("c")] });
    const [row] = await database.sql`select action_items from public.meetings where external_id = ${id}`;
    expect(row?.["action_items"]).toEqual([item("c")]);
  });
});

describe("who of the team records", () => {
  const coverage = () => database.sql`
    select email, coverage, is_member from public.fathom_coverage
    where workspace_id = ${account.workspaceId} order by email`;

  test("and is covered, has gone quiet, needs attention or is not connected", async () => {
    const people = [
      { email: account.email, isMember: true },
      { email: "Bo@example.com", name: "Bo", isMember: false, lastRecordedAt: "2026-11-20T10:00:00Z" },
      { email: "bo@example.com", isMember: true },
    ];
    await database.sql`select public.remember_fathom_people(${account.workspaceId}, ${JSON.stringify(people)}::text::jsonb)`;
    expect(await coverage()).toEqual([
      { email: "bo@example.com", coverage: "not_connected", is_member: true },
      { email: account.email, coverage: "connected", is_member: true },
    ]);
    const now = async (change: string) => {
      await database.sql.unsafe(`update public.fathom_integrations set ${change} where id = '${account.id}'`);
      return (await coverage())[1]?.["coverage"];
    };
    expect(await now("quiet_since = now()")).toBe("quiet");
    expect(await now("status = 'broken'")).toBe("needs_attention");
    expect(await now("status = 'disconnected'")).toBe("not_connected");
  });
});
