import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { meetingOf } from "../support/fixtures.ts";
import { type Team, newTeam } from "../support/new-team.ts";
import { type OwnStack, pipedriveToken, startOwnStack } from "../support/own-stack.ts";

const tokensPerDay = 12_000;
const dayMs = 86_400_000;
let own: OwnStack;
let ringers: (() => Promise<unknown>)[];
let team: Team;

beforeAll(async () => {
  own = await startOwnStack({ limits: { tokensPerDay } });
  ringers = [await own.startWorker(), await own.startWorker()];
}, 90_000);
afterAll(() => own.stop());
beforeEach(async () => {
  // Another day, and nothing is left of what was before.
  own.passTimeInCrm(dayMs);
  own.crm.reset();
  team = await newTeam(own.stack.file, { pipedriveToken });
  // The call that connecting made is in no window any more.
  own.passTimeInCrm(2000);
  own.crm.clearRequests();
});
afterEach(async () => {
  await own.sql`delete from private.jobs`;
});

let last = 0;
/** Meetings with so many people each whom Pipedrive knows and Debrief does not. */
const deliver = async (meetings: number, people: number): Promise<void> => {
  for (let meeting = 0; meeting < meetings; meeting++) {
    const invitees = Array.from({ length: people }, () => {
      const email = `person-${(last += 1)}@example.org`;
      own.crm.addPerson({ name: email, emails: [email] });
      return { name: email, email, is_external: true };
    });
    const { status } = await team.deliver(meetingOf(team.email, "02", { calendar_invitees: invitees }));
    expect(status).toBe(202);
  }
};
/** Both workers work until nothing is due, and the stack's own, which the deliveries ring, has ended what it began. */
const work = async (): Promise<void> => {
  await Promise.all(ringers.map((ring) => ring()));
  const running = () =>
    own.sql`select kind, workspace_id, attempts, leased_until from private.jobs where state = 'running'`;
  await expect.poll(running, { timeout: 60_000 }).toEqual([]);
};
const outcomes = async () => {
  const rows = await own.sql<{ outcome: string; count: number; attempts: number }[]>`
    select concat_ws(' ', status, case when status <> 'note_added' then reason end) as outcome, count(*)::int as count,
      max(attempts)::int as attempts
    from public.attendee_outcomes where workspace_id = ${team.workspaceId} group by 1 order by 1`;
  return rows.map(({ outcome, count, attempts }) => `${outcome}: ${count}${attempts > 0 ? `, tried ${attempts}` : ""}`);
};
const jobs = () => own.sql`
  select distinct kind, state, attempts from private.jobs where workspace_id = ${team.workspaceId} and kind <> 'alert'`;
const events = async () => {
  const rows = await own.sql`
    select distinct state from public.webhook_events where workspace_id = ${team.workspaceId} order by state`;
  return rows.map(({ state }) => String(state));
};
const health = async () => {
  const [row] = await own.sql`
    select status, last_error, failures_in_row, pauses_in_row, paused_because, last_success_at is not null as has_worked,
      round(extract(epoch from call_again_at - now()) / 60)::int as paused_minutes
    from public.crm_connections where workspace_id = ${team.workspaceId}`;
  return row;
};
const alerts = async () => {
  const rows =
    await own.sql`select kind, count from public.alerts where workspace_id = ${team.workspaceId} order by kind`;
  return rows.map(({ kind, count }) => `${kind} ${count}`);
};
/** What a call costs is charged only when it is let in. */
const refused = () => own.crm.requests().filter(({ tokens }) => tokens === 0);
/** Hours go by: what waits is due, and the CRM's pause is over. */
const passTime = async (): Promise<void> => {
  await own.sql`update private.jobs set run_at = now() where state = 'queued'`;
  await own.sql`update public.crm_connections set call_again_at = now() - interval '1 s' where call_again_at > now()`;
};
const connectAgain = async () => {
  const credentials = { companyDomain: own.stack.file.demo.pipedriveAccount, apiToken: pipedriveToken };
  expect((await team.api("/crm-connections/pipedrive", credentials)).status).toBe(200);
};
const workUntilLogged = (count: number) =>
  expect
    .poll(async () => (await passTime(), await work(), await outcomes()), { timeout: 60_000, interval: 50 })
    .toEqual([`note_added: ${count}`]);
const well = {
  status: "active",
  last_error: null,
  failures_in_row: 0,
  pauses_in_row: 0,
  paused_because: null,
  has_worked: true,
  paused_minutes: null,
};

describe("one limiter for all workers of a connection", () => {
  test("sixteen meetings with a hundred and twelve new people, by two workers: Pipedrive has to refuse hardly a call", async () => {
    await deliver(16, 7);
    const begunAt = performance.now();
    await expect.poll(async () => (await work(), await outcomes()), { timeout: 90_000 }).toEqual(["note_added: 112"]);
    const seconds = (performance.now() - begunAt) / 1000;
    console.log(`112 searches and 112 notes in ${seconds.toFixed(1)} s; ideal: ${((112 / 10 - 1) * 2.1).toFixed(1)} s`);
    // None but where a busy machine held up a call on its way, after its place had been reserved.
    expect(refused().length).toBeLessThanOrEqual(2);
    expect(own.crm.notes()).toHaveLength(112);
    expect([await health(), await events(), await alerts()]).toEqual([well, ["processed"], []]);
  }, 120_000);
});

describe("promise 1 while Pipedrive wants no calls", () => {
  test("the day's budget is used up: a handful of calls, then none until it is back, and no try is used up", async () => {
    // What other apps of the company have used: there is room for ten people.
    const room = 10 * 30;
    while (own.crm.tokensUsed() < tokensPerDay - room) await useTokens();
    own.crm.clearRequests();
    await deliver(6, 4);
    await work();
    const handful = refused().length;
    console.log(`${handful} calls refused when the budget was used up`);
    expect(handful).toBeGreaterThan(0);
    expect(handful).toBeLessThanOrEqual(20);
    const parked = (await outcomes()).find((outcome) => outcome.startsWith("pending"));
    expect(parked).toMatch(/^pending crm_rate_limited: \d+$/);
    expect(await jobs()).toEqual([{ kind: "log", state: "queued", attempts: 0 }]);
    expect(await events()).toContain("retrying");
    const paused = await health();
    expect(paused).toMatchObject({ status: "active", failures_in_row: 0, paused_because: "daily_budget" });
    expect(paused?.["paused_minutes"]).toBeGreaterThanOrEqual(0);
    expect(paused?.["paused_minutes"]).toBeLessThanOrEqual(24 * 60);
    expect(await alerts()).toEqual(["connection_failing 1"]);

    // Whatever comes, and whoever looks: not one call more.
    const seen = own.crm.requests().length;
    await deliver(2, 3);
    for (let round = 0; round < 3; round++) {
      await own.sql`update private.jobs set run_at = now() where state = 'queued'`;
      await work();
    }
    expect(own.crm.requests().length).toBe(seen);
    expect(await jobs()).toEqual([{ kind: "log", state: "queued", attempts: 0 }]);
    expect(await alerts()).toEqual(["connection_failing 1"]);

    own.passTimeInCrm(dayMs);
    await workUntilLogged(30);
    expect(own.crm.notes()).toHaveLength(30);
    expect([await health(), await events()]).toEqual([well, ["processed"]]);
  }, 120_000);

  /** Another app of the company asks who it is, within its own limits. */
  const useTokens = async (): Promise<void> => {
    own.passTimeInCrm(2100);
    const search = () =>
      fetch(`${own.crmUrl}/api/v2/persons/search?term=nobody&fields=email`, {
        headers: { "x-api-token": pipedriveToken },
      });
    await Promise.all(Array.from({ length: 10 }, search));
  };

  test("Cloudflare shuts the token out: the same, for ten minutes", async () => {
    own.crm.addFault({ kind: "403_html" });
    await deliver(6, 4);
    await work();
    const handful = own.crm.requests().length;
    expect(handful).toBeLessThanOrEqual(20);
    expect(await outcomes()).toEqual(["pending crm_rate_limited: 24"]);
    expect(await jobs()).toEqual([{ kind: "log", state: "queued", attempts: 0 }]);
    expect(await health()).toMatchObject({
      status: "active",
      failures_in_row: 0,
      pauses_in_row: 1,
      paused_because: "shut_out",
      paused_minutes: 10,
    });
    for (let round = 0; round < 3; round++) {
      await own.sql`update private.jobs set run_at = now() where state = 'queued'`;
      await work();
    }
    expect(own.crm.requests().length).toBe(handful);
    own.crm.clearFaults();
    await workUntilLogged(24);
    expect([await health(), await events(), await alerts()]).toEqual([well, ["processed"], []]);
  }, 120_000);

  test("it always says too many: the calls get rarer, and after the third pause somebody is told", async () => {
    own.crm.addFault({ kind: "429_burst" });
    await deliver(2, 2);
    const callsOf = async () => {
      own.crm.clearRequests();
      await own.sql`update private.jobs set run_at = now() where state = 'queued'`;
      await work();
      return own.crm.requests().length;
    };
    expect(await callsOf()).toBeGreaterThan(0);
    expect(await callsOf()).toBe(0);
    expect(await outcomes()).toEqual(["pending crm_rate_limited: 4"]);
    expect((await health())?.["pauses_in_row"]).toBeGreaterThanOrEqual(2);
    await expect
      .poll(async () => (await passTime(), await work(), alerts()), { timeout: 30_000 })
      .toEqual(["connection_failing 1"]);
    own.crm.clearFaults();
    await workUntilLogged(4);
    expect(await health()).toEqual(well);
  }, 120_000);
});

describe("promise 1 while the connection is broken", () => {
  test.each([
    ["401", "crm_unauthorized", /token/],
    ["402", "crm_payment_required", /payment/],
  ] as const)(
    "%s: it stops, everybody says why, somebody is told, and connecting again logs all of it",
    async (kind, reason, sentence) => {
      own.crm.addFault({ kind });
      await deliver(4, 3);
      await work();
      const handful = own.crm.requests().length;
      expect(handful).toBeLessThanOrEqual(12);
      const failed = await outcomes();
      expect(failed.every((outcome) => /^failed (crm_unauthorized|crm_payment_required): /.test(outcome))).toBe(true);
      expect(failed.join()).toContain(reason);
      expect(await health()).toMatchObject({ status: "broken", last_error: expect.stringMatching(sentence) });
      expect([await alerts(), await jobs(), await events()]).toEqual([["connection_failing 1"], [], ["processed"]]);

      await deliver(2, 3);
      await work();
      expect(own.crm.requests().length).toBe(handful);
      expect(await alerts()).toEqual(["connection_failing 1"]);

      own.crm.clearFaults();
      await connectAgain();
      expect(await health()).toMatchObject({ status: "active", last_error: null, failures_in_row: 0 });
      await workUntilLogged(18);
      expect(own.crm.notes()).toHaveLength(18);
      expect([await health(), await events(), await jobs()]).toEqual([well, ["processed"], []]);
    },
    120_000,
  );
});
