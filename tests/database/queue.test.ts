import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addIntegration, claim, receive } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let integration: string;

beforeAll(async () => {
  database = await createTestDatabase();
  integration = await addIntegration(database.sql, await addUser(database.sql, "ana@example.com"), "ana@example.com");
});
beforeEach(() => database.sql`delete from private.jobs`);
afterAll(() => database.drop());

const receiveMany = async (count: number): Promise<void> => {
  const run = crypto.randomUUID();
  for (let index = 0; index < count; index++) await receive(database.sql, integration, `msg_${run}_${index}`);
};
const stateOf = async (eventId: string | null) => {
  const [row] = await database.sql`select state, error, attempts from public.webhook_events where id = ${eventId}`;
  return row;
};

describe("the queue (promise 2: nothing happens twice)", () => {
  test("several workers at once never get the same job, and together they get all of them", async () => {
    await receiveMany(40);
    const claimed = await Promise.all(Array.from({ length: 10 }, () => claim(database.sql, 5)));
    const ids = claimed.flat().map(({ id }) => id);
    expect(ids.length).toBe(new Set(ids).size);
    const rest = await claim(database.sql, 100);
    expect(ids.length + rest.length).toBe(40);
  });

  test("a job is not handed out again while its lease runs, and is when it has run out", async () => {
    await receiveMany(1);
    const [first] = await claim(database.sql, 1);
    expect(await claim(database.sql, 1)).toHaveLength(0);
    await database.sql`update private.jobs set leased_until = now() - interval '1 s'`;
    const [second] = await claim(database.sql, 1);
    // A worker that died has used up no try: it says nothing about what the job does.
    expect(second).toMatchObject({ id: first?.id, attempts: 1, claims: 2 });
    expect(second?.lease_token).not.toBe(first?.lease_token);
  });

  test("a worker that lost its lease can end nothing", async () => {
    await receiveMany(1);
    const [lost] = await claim(database.sql, 1);
    await database.sql`update private.jobs set leased_until = now() - interval '1 s'`;
    const [owner] = await claim(database.sql, 1);
    for (const end of [
      database.sql`select public.finish_job(${lost?.id ?? ""}, ${lost?.lease_token ?? ""}) as kept`,
      database.sql`select public.retry_job(${lost?.id ?? ""}, ${lost?.lease_token ?? ""}, 0, 'x') as kept`,
      database.sql`select public.bury_job(${lost?.id ?? ""}, ${lost?.lease_token ?? ""}, 'x') as kept`,
      database.sql`select public.store_meetings(${lost?.id ?? ""}, ${lost?.lease_token ?? ""}, '{"meetings":[]}') as kept`,
      database.sql`select public.save_outcomes(${lost?.id ?? ""}, ${lost?.lease_token ?? ""}, '{}') as kept`,
    ]) {
      expect(await end).toEqual([{ kept: false }]);
    }
    expect(
      await database.sql`select public.finish_job(${owner?.id ?? ""}, ${owner?.lease_token ?? ""}) as kept`,
    ).toEqual([{ kept: true }]);
  });

  test("a retry comes back when it is due, not before, and the event says why it waits", async () => {
    await receiveMany(1);
    const [job] = await claim(database.sql, 1);
    await database.sql`select public.retry_job(${job?.id ?? ""}, ${job?.lease_token ?? ""}, 5000, 'the CRM is away')`;
    expect(await stateOf(job?.event_id ?? null)).toEqual({ state: "retrying", error: "the CRM is away", attempts: 1 });
    expect(await claim(database.sql, 1)).toHaveLength(0);
    await database.sql`update private.jobs set run_at = run_at - interval '5 s'`;
    expect(await claim(database.sql, 1)).toMatchObject([{ attempts: 2, claims: 1 }]);
    expect(await stateOf(job?.event_id ?? null)).toMatchObject({ state: "processing" });
  });

  test("a job that is given up stays, with its event, as dead, and is not handed out", async () => {
    await receiveMany(1);
    const [job] = await claim(database.sql, 1);
    await database.sql`select public.bury_job(${job?.id ?? ""}, ${job?.lease_token ?? ""}, 'no use')`;
    expect(await stateOf(job?.event_id ?? null)).toMatchObject({ state: "dead", error: "no use" });
    expect(await claim(database.sql, 10)).toHaveLength(0);
    expect(await database.sql`select state from private.jobs where id = ${job?.id ?? ""}`).toEqual([{ state: "dead" }]);
  });
});
