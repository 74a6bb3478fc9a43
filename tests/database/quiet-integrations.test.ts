import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { alertsOf } from "../support/alerts.ts";
import { addIntegration, receive } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let workspaceId: string;
let integration: string;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  const email = `rep-${randomUUID()}@example.com`;
  const owner = await addUser(database.sql, email);
  ({ workspaceId } = owner);
  integration = await addIntegration(database.sql, owner, email);
});
afterAll(() => database.drop());

/** Deliveries that came so many days ago. */
const delivered = async (...daysAgo: number[]): Promise<void> => {
  for (const days of daysAgo) {
    const { eventId } = await receive(database.sql, integration, `msg_${randomUUID()}`);
    await database.sql`
      update public.webhook_events set received_at = now() - make_interval(secs => ${days * 86_400}) where id = ${eventId}`;
  }
  await database.sql`
    update public.fathom_integrations set last_event_at = now() - make_interval(secs => ${Math.min(...daysAgo) * 86_400})
    where id = ${integration}`;
};
/** How many alerts there are after a minute's housekeeping. */
const alerts = async (): Promise<number> => {
  await database.sql`update private.housekeeping set ran_at = '-infinity'`;
  await database.sql`select public.keep_house()`;
  return (await alertsOf(database.sql, workspaceId)).reduce((sum, { count }) => sum + count, 0);
};
const every = (days: number, from: number): number[] =>
  Array.from({ length: Math.floor(27 / days) }, (_, index) => from + index * days);

describe("an integration that falls silent", () => {
  test.each([
    ["delivers daily and has not for five days", every(1, 5), 1],
    ["delivers daily and has a long weekend", every(1, 3.9), 0],
    ["delivers every other day and has not for five days", every(2, 5), 0],
    ["delivers every other day and has not for seven days", every(2, 7), 1],
    ["delivers twice a week and has not for a week", every(3.5, 7), 0],
    ["delivers twice a week and has not for eleven days", every(3.5, 11), 1],
    ["delivered on four days only", [10, 12, 14, 16], 0],
    ["delivered a hundred meetings on one day and never again", Array(100).fill(20), 0],
  ])("%s", async (_, daysAgo, count) => {
    await delivered(...daysAgo);
    expect(await alerts()).toBe(count);
  });

  test("one alert each time it falls silent, not one a minute", async () => {
    await delivered(...every(1, 5));
    expect([await alerts(), await alerts(), await alerts()]).toEqual([1, 1, 1]);
    const [row] = await database.sql`
      select quiet_since = last_event_at as since_then from public.fathom_integrations where id = ${integration}`;
    expect(row).toEqual({ since_then: true });

    await receive(database.sql, integration, "msg_back");
    const [back] = await database.sql`select quiet_since from public.fathom_integrations where id = ${integration}`;
    expect(back).toEqual({ quiet_since: null });
    expect(await alerts()).toBe(1);
    await database.sql`
      update public.fathom_integrations set last_event_at = now() - interval '6 days' where id = ${integration}`;
    expect(await alerts()).toBe(2);
  });

  test("that is disconnected is expected to", async () => {
    await delivered(...every(1, 5));
    await database.sql`update public.fathom_integrations set status = 'disconnected' where id = ${integration}`;
    expect(await alerts()).toBe(0);
  });

  test("that never delivered is not quiet but new", async () => {
    expect(await alerts()).toBe(0);
  });
});
