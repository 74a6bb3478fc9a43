import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { meetingOf } from "../support/fixtures.ts";
import { type RestorableWorld, createRestorableWorld } from "../support/restorable-world.ts";
import { receive } from "../support/seed.ts";

let world: RestorableWorld;
const open = async (...names: string[]): Promise<void> => {
  world = await createRestorableWorld();
  for (const name of names) world.pipedrive.addPerson({ name, emails: [`${name}@example.org`] });
};

const deliver = async (...guests: string[]): Promise<void> => {
  const invitees = guests.map((name) => ({ name, email: `${name}@example.org`, is_external: true }));
  const body = JSON.stringify(meetingOf(world.account.email, "02", { calendar_invitees: invitees }));
  await receive(world.database.sql(), world.account.id, `msg_${randomUUID()}`, body);
};

/** What workers need for the meetings that have arrived: their calls of the database by name, and tokens of Pipedrive. */
const costOf = async (work: () => Promise<void>) => {
  world.databaseCalls.length = 0;
  const before = world.pipedrive.tokensUsed();
  await work();
  const calls: Record<string, number> = {};
  for (const name of world.databaseCalls) calls[name] = (calls[name] ?? 0) + 1;
  return { calls, tokens: world.pipedrive.tokensUsed() - before };
};

/** Asking the queue takes as many calls as there are rounds; the health of the connection is reported once a minute. */
const shared = new Set(["claim_jobs", "report_connection"]);
const ofTheMeeting = (calls: Record<string, number>) =>
  Object.fromEntries(Object.entries(calls).filter(([name]) => !shared.has(name)));

describe("what docs/operations.md says that a meeting costs", () => {
  beforeAll(() => open("ben", "cleo", "dan", "eve"));
  afterAll(() => world.stop());

  test("one person who is new takes a worker 8 calls of the database and 30 tokens, one who is known 7 and 10", async () => {
    await deliver("ben");
    const first = await costOf(world.work);
    const once = { load_event: 1, store_meetings: 1, load_log_work: 1, finish_job: 1 };
    expect(ofTheMeeting(first.calls)).toEqual({ ...once, reserve_calls: 2, save_outcomes: 2 });
    // What is about to be written is durable before there is a place for the call that writes it.
    const logging = world.databaseCalls.slice(world.databaseCalls.indexOf("load_log_work"));
    expect(logging.filter((name) => !shared.has(name))).toEqual([
      "load_log_work",
      "reserve_calls",
      "save_outcomes",
      "reserve_calls",
      "save_outcomes",
      "finish_job",
    ]);
    expect(first.tokens).toBe(30);
    await deliver("ben");
    const next = await costOf(world.work);
    expect(ofTheMeeting(next.calls)).toEqual({ ...once, reserve_calls: 1, save_outcomes: 2 });
    expect(next.tokens).toBe(10);
  });

  test("beside them the queue is asked six times at most, and the connection's health reported once", async () => {
    await deliver("cleo");
    const { calls } = await costOf(world.work);
    expect(calls["claim_jobs"]).toBeLessThanOrEqual(6);
    expect(calls["report_connection"] ?? 0).toBeLessThanOrEqual(1);
  });

  test("each further person who is new takes 30 tokens and at most 4 calls", async () => {
    await deliver("dan", "eve");
    const { calls, tokens } = await costOf(world.work);
    expect(tokens).toBe(60);
    expect(Object.values(ofTheMeeting(calls)).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(8 + 4);
  });

  test("a worker that is rung in vain asks the queue once", async () => {
    expect(await costOf(world.work)).toEqual({ calls: { claim_jobs: 1 }, tokens: 0 });
  });

  test("a sweep that finds nothing takes one call of Fathom and 5 of the database, the queue aside", async () => {
    await world.sweep();
    world.fathom.clearCalls();
    const { calls } = await costOf(world.sweep);
    expect(Object.values(ofTheMeeting(calls)).reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(world.fathom.calls()).toMatchObject([{ endpoint: "GET /meetings", count: 1 }]);
  });
});

describe("many people of one meeting", () => {
  /** Fewer than Pipedrive lets be searched for at once. */
  const crowd = Array.from({ length: 8 }, (_, n) => `guest-${n}`);
  beforeAll(() => open(...crowd));
  afterAll(() => world.stop());

  test("share the steps of one: eight who are new take no more calls for them than two, one after the other", async () => {
    await deliver(...crowd);
    const { calls, tokens } = await costOf(world.work);
    expect(tokens).toBe(8 * 30);
    const { reserve_calls: reserved = 0, save_outcomes: saved = 0 } = calls;
    // Whoever gets there a few milliseconds later than the others makes a call of their own.
    expect(reserved + saved).toBeLessThanOrEqual(8);
  });
});
