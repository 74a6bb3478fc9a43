import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { alertJobsOf, alertsOf, raiseAlert, takeAlertJob } from "../support/alerts.ts";
import type { ClaimedJob } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let workspaceId: string;
let userId: string;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  ({ workspaceId, userId } = await addUser(database.sql, `ana-${randomUUID()}@example.com`));
});
afterAll(() => database.drop());

const connectSlack = (url = "sealed") => database.sql`select public.connect_slack(${workspaceId}, ${url}, 'k1')`;
const raise = (kind = "dead_letter", times = 1) => raiseAlert(database.sql, workspaceId, kind, times);
const alerts = () => alertsOf(database.sql, workspaceId);
const jobs = () => alertJobsOf(database.sql, workspaceId);
const take = () => takeAlertJob(database.sql, workspaceId);
const load = async (job: ClaimedJob) => {
  const [row] = await database.sql`select public.load_alert(${job.id}, ${job.lease_token}) as work`;
  return row?.["work"];
};
const sent = (job: ClaimedJob, total: number) =>
  database.sql`select public.mark_alert_sent(${job.id}, ${job.lease_token}, ${total}) as kept`;
const acknowledge = async () => {
  const open = (await alerts()).find(({ seen }) => !seen);
  await database.sql`select public.acknowledge_alert(${open?.id ?? ""}, ${userId})`;
};
/** Slack was told of everything; so many seconds ago. */
const tellSlack = async (secondsAgo = 0) => {
  const job = await take();
  await sent(job, (await load(job)).total);
  await database.sql`
    update public.alerts set sent_at = sent_at - make_interval(secs => ${secondsAgo}) where workspace_id = ${workspaceId} and sent_at is not null`;
};

describe("what happens again is counted, not told again", () => {
  test("fifty at once are one open alert of their kind with the count", async () => {
    await connectSlack();
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => raise(index % 2 === 0 ? "dead_letter" : "source_failing")),
    );
    expect(await alerts()).toMatchObject([
      { kind: expect.any(String), count: 25, seen: false },
      { kind: expect.any(String), count: 25, seen: false },
    ]);
    expect(await jobs()).toMatchObject([
      { kind: "dead_letter", seconds: 0 },
      { kind: "source_failing", seconds: 0 },
    ]);
  });

  test("once a person has seen it, what happens from then on is a new one", async () => {
    await raise();
    await raise();
    await acknowledge();
    await raise();
    expect(await alerts()).toMatchObject([
      { count: 2, seen: true },
      { count: 1, seen: false },
    ]);
  });

  test("seen while it is being counted: nothing is lost between the two", async () => {
    for (let round = 0; round < 10; round++) {
      await raise();
      await Promise.all([acknowledge(), ...Array.from({ length: 8 }, () => raise())]);
    }
    const counted = (await alerts()).reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(90);
    expect((await alerts()).filter(({ seen }) => !seen).length).toBeLessThanOrEqual(1);
  });
});

describe("when Slack is told", () => {
  test("not at all without Slack: the alert stands in the client", async () => {
    await raise();
    expect(await jobs()).toEqual([]);
    expect(await alerts()).toMatchObject([{ count: 1 }]);
  });

  test("at once, of everything that was counted by then", async () => {
    await connectSlack();
    for (let index = 0; index < 3; index++) await raise();
    const job = await take();
    expect(await load(job)).toMatchObject({ kind: "dead_letter", count: 3, total: 3, sealedUrl: "sealed" });
    await sent(job, 3);
    expect(await jobs()).toEqual([]);
  });

  test("then once an hour at most, with the count of what came since", async () => {
    await connectSlack();
    await raise();
    await tellSlack();
    await raise();
    await raise();
    const [waiting] = await jobs();
    expect(waiting?.seconds).toBeGreaterThan(3590);
    expect(waiting?.seconds).toBeLessThanOrEqual(3600);
    await database.sql`update private.jobs set run_at = now() where workspace_id = ${workspaceId}`;
    expect(await load(await take())).toMatchObject({ count: 2, total: 3 });
  });

  test("what is counted while Slack is being told is told in an hour", async () => {
    await connectSlack();
    await raise();
    const job = await take();
    const { total } = await load(job);
    await raise();
    await sent(job, total);
    expect(await jobs()).toMatchObject([{ state: "queued", seconds: 3600 }]);
    expect(await load(await take())).toMatchObject({ count: 1, total: 2 });
  });

  test("after a quiet hour at once again", async () => {
    await connectSlack();
    await raise();
    await tellSlack(3700);
    await raise();
    expect(await jobs()).toMatchObject([{ seconds: 0 }]);
  });

  test("seeing an alert does not make Slack ring more often", async () => {
    await connectSlack();
    await raise();
    await tellSlack();
    await acknowledge();
    await raise();
    const [waiting] = await jobs();
    expect(waiting?.seconds).toBeGreaterThan(3590);
    expect(await load(await take())).toMatchObject({ count: 1, total: 1 });
  });

  test("not of what a person has seen meanwhile", async () => {
    await connectSlack();
    await raise();
    await acknowledge();
    expect(await load(await take())).toMatchObject({ count: 0 });
  });

  test("one kind does not keep another one waiting", async () => {
    await connectSlack();
    await raise();
    await tellSlack();
    await raise("connection_failing");
    expect(await jobs()).toMatchObject([{ kind: "connection_failing", seconds: 0 }]);
  });
});

describe("when Slack does not take it", () => {
  test("an address that is broken is not used, until another one is connected: it is told what stands open", async () => {
    await connectSlack("broken one");
    await raise();
    const job = await take();
    await database.sql`select public.mark_slack_broken(${workspaceId}, 'broken one', 'Make a new one.')`;
    await database.sql`select public.finish_job(${job.id}, ${job.lease_token})`;
    await raise();
    expect(await jobs()).toEqual([]);
    const [settings] =
      await database.sql`select slack_status, slack_error from public.workspace_settings where workspace_id = ${workspaceId}`;
    expect(settings).toEqual({ slack_status: "broken", slack_error: "Make a new one." });

    await connectSlack("new one");
    expect(await load(await take())).toMatchObject({ count: 2, sealedUrl: "new one" });
    const [mended] =
      await database.sql`select slack_status, slack_error from public.workspace_settings where workspace_id = ${workspaceId}`;
    expect(mended).toEqual({ slack_status: "active", slack_error: null });
  });

  test("what a former address was answered does not break the present one", async () => {
    await connectSlack("old");
    await connectSlack("new");
    await database.sql`select public.mark_slack_broken(${workspaceId}, 'old', 'Make a new one.')`;
    const [settings] =
      await database.sql`select slack_status from public.workspace_settings where workspace_id = ${workspaceId}`;
    expect(settings).toEqual({ slack_status: "active" });
  });

  test("an alert that is given up makes no alert, and the next one is told", async () => {
    await connectSlack();
    await raise();
    const job = await take();
    await raise();
    await database.sql`select public.bury_job(${job.id}, ${job.lease_token}, 'no use')`;
    expect(await alerts()).toMatchObject([{ kind: "dead_letter", count: 2, sent_count: 0 }]);
    expect(await jobs()).toEqual([]);
    await raise();
    expect(await load(await take())).toMatchObject({ count: 3 });
  });

  test("while it is being tried again, more to tell does not make the tries come faster", async () => {
    await connectSlack();
    await raise();
    const job = await take();
    await raise();
    await database.sql`select public.retry_job(${job.id}, ${job.lease_token}, 300000, 'no answer')`;
    await raise();
    expect(await jobs()).toMatchObject([{ state: "queued", seconds: 300 }]);
  });

  test("disconnected: nothing is told any more, and alerts go on standing", async () => {
    await connectSlack();
    await raise();
    await database.sql`select public.disconnect_slack(${workspaceId})`;
    await raise();
    expect([await jobs(), await alerts()]).toMatchObject([[], [{ count: 2 }]]);
    expect(await database.sql`select 1 from private.slack_webhooks where workspace_id = ${workspaceId}`).toEqual([]);
  });
});

describe("an alert never harms what it is about", () => {
  test("raising, telling, seeing and connecting at once wait for each other and never fail", async () => {
    await connectSlack();
    const kinds = ["dead_letter", "connection_failing", "source_failing"];
    const tell = async () => {
      const job = await take().catch(() => null);
      if (job) await sent(job, Number((await load(job)).total));
    };
    for (let round = 0; round < 60; round++) {
      await Promise.all([
        ...kinds.flatMap((kind) => [raise(kind), raise(kind)]),
        tell(),
        round % 5 === 0 ? acknowledge().catch(() => undefined) : tell(),
        round % 7 === 0 ? connectSlack() : tell(),
      ]);
    }
    const counted = (await alerts()).reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(360);
  });
});
