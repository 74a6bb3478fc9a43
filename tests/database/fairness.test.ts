import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ClaimedJob, addIntegration, receive } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

const waiting = 100_000;
/** What a claim of a few jobs may look at, in pages of 8 kB. The queue has thousands of them. */
const mostPages = 1000;
let database: TestDatabase;
/** Has so many jobs waiting, all due before anybody else's. */
let busy: string;
/** Have nothing waiting, unless a test gives them something. */
let others: { workspaceId: string; integration: string }[];

const addTeam = async () => {
  const email = `${randomUUID()}@example.com`;
  const { userId, workspaceId } = await addUser(database.sql, email);
  return { workspaceId, integration: await addIntegration(database.sql, { userId, workspaceId }, email) };
};

beforeAll(async () => {
  database = await createTestDatabase();
  const { workspaceId, integration } = await addTeam();
  busy = workspaceId;
  others = await Promise.all(Array.from({ length: 5 }, addTeam));
  const { eventId } = await receive(database.sql, integration, "msg_of_all");
  await database.sql`delete from private.jobs`;
  // So that one delivery is enough for all of them.
  await database.sql`drop index private.one_store_job_per_event`;
  await database.sql`
    insert into private.jobs (kind, workspace_id, event_id, run_at)
    select 'store', ${busy}, ${eventId}, now() - interval '1 day' + n * interval '1 ms' from generate_series(1, ${waiting}) n`;
}, 60_000);
beforeEach(async () => {
  await database.sql`delete from private.jobs where workspace_id <> ${busy} or state = 'running'`;
});
afterAll(() => database.drop());

interface Claimed extends ClaimedJob {
  workspace_id: string;
}
const claimFor = (count: number, held: string[] | null = null, after: string | null = null): Promise<Claimed[]> =>
  database.sql<Claimed[]>`select * from public.claim_jobs(${count}, 60, ${held}::uuid[], ${after}::uuid)`;
const workspacesOf = (jobs: Claimed[]): string[] => jobs.map(({ workspace_id }) => workspace_id);
const countOf = (workspace: string, jobs: Claimed[]): number =>
  workspacesOf(jobs).filter((one) => one === workspace).length;
const deliver = async (teams: { integration: string }[], count = 1): Promise<void> => {
  for (const { integration } of teams) {
    for (let n = 0; n < count; n++) await receive(database.sql, integration, `msg_${randomUUID()}`);
  }
};
const pagesOfClaiming = async (count: number): Promise<number> => {
  const [row] = await database.sql`
    explain (analyze, buffers, timing off, format json) select * from public.claim_jobs(${count}, 60, '{}'::uuid[])`;
  const plan = row?.["QUERY PLAN"][0].Plan;
  return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"];
};

describe(`a workspace with ${waiting} jobs waiting`, () => {
  test("takes one place in turn with others, wherever the turn begins", async () => {
    await deliver(others);
    const jobs = await claimFor(6);
    expect(workspacesOf(jobs).toSorted()).toEqual([busy, ...others.map(({ workspaceId }) => workspaceId)].toSorted());
  });

  test("comes once a lap when a worker claims one job after the other", async () => {
    await deliver(others, 2);
    const order: string[] = [];
    for (let n = 0; n < 12; n++) order.push(...workspacesOf(await claimFor(1, null, order.at(-1) ?? null)));
    expect(new Set(order.slice(0, 6)).size).toBe(6);
    expect(order.slice(6)).toEqual(order.slice(0, 6));
  });

  test("has what the others leave, what is due longest first", async () => {
    await deliver(others.slice(0, 1), 2);
    const oldest = await database.sql<{ id: string }[]>`
      select id from private.jobs where workspace_id = ${busy} order by run_at limit 8`;
    const jobs = await claimFor(10);
    expect(countOf(others[0]?.workspaceId ?? "", jobs)).toBe(2);
    expect(jobs.filter(({ workspace_id }) => workspace_id === busy).map(({ id }) => id)).toEqual(
      oldest.map(({ id }) => id),
    );
  });

  test("never has all the places of a worker: no more than it leaves free", async () => {
    const first = workspacesOf(await claimFor(16, []));
    expect(first).toEqual(Array.from({ length: 8 }, () => busy));
    expect(await claimFor(8, first)).toEqual([]);
    await deliver(others.slice(0, 1), 20);
    const second = workspacesOf(await claimFor(8, first));
    expect(second).toEqual(Array.from({ length: 4 }, () => others[0]?.workspaceId));
    await deliver(others.slice(1));
    // Whoever comes late finds a place, as long as one is left.
    const third = workspacesOf(await claimFor(4, [...first, ...second]));
    expect(third.length).toBeGreaterThanOrEqual(3);
    expect(new Set(third).size).toBe(third.length);
  });

  test("goes before what others import, but only in the places that it may have", async () => {
    await deliver(others);
    await database.sql`update private.jobs set priority = 2 where workspace_id <> ${busy}`;
    expect(workspacesOf(await claimFor(3))).toEqual([busy, busy, busy]);
    const order = workspacesOf(await claimFor(16, []));
    expect(order.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => busy));
    expect(order.slice(8).toSorted()).toEqual(others.map(({ workspaceId }) => workspaceId).toSorted());
  });

  test("does not keep another's job from coming back when its worker died", async () => {
    await deliver(others.slice(0, 1));
    const [lost] = await claimFor(1, [busy]);
    expect(lost?.workspace_id).toBe(others[0]?.workspaceId);
    await database.sql`update private.jobs set leased_until = now() - interval '1 s' where id = ${lost?.id ?? ""}`;
    expect((await claimFor(2)).find(({ id }) => id === lost?.id)).toMatchObject({ claims: 2 });
  });

  test("makes no claim slower, before the table is analysed and after", async () => {
    await deliver(others, 3);
    expect(await pagesOfClaiming(4)).toBeLessThanOrEqual(mostPages);
    await database.sql`analyze private.jobs`;
    const pages = await pagesOfClaiming(4);
    console.log(`four jobs of ${waiting} are claimed with ${pages} pages`);
    expect(pages).toBeLessThanOrEqual(mostPages);
  });
});

describe("a thousand workspaces whose jobs wait for later", () => {
  test("hide nobody's job that is due, and cost no more than a look at each", async () => {
    await database.sql`
      with w as (insert into public.workspaces (name) select 'w' || n from generate_series(1, 1000) n returning id),
      e as (select event_id from private.jobs limit 1)
      insert into private.jobs (kind, workspace_id, event_id, run_at)
      select 'store', w.id, e.event_id, now() + interval '1 hour' from w, e, generate_series(1, 5)`;
    await database.sql`update private.jobs set run_at = run_at + interval '2 days' where workspace_id = ${busy}`;
    await deliver(others);
    expect(workspacesOf(await claimFor(10)).toSorted()).toEqual(others.map((team) => team.workspaceId).toSorted());
    const pages = await pagesOfClaiming(4);
    console.log(`a claim that passes a thousand workspaces looks at ${pages} pages`);
    expect(pages).toBeLessThanOrEqual(1000 * 12);
  });
});
