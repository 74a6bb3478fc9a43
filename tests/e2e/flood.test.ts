import type postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSql } from "../browser/arrange.ts";
import { meetingOf } from "../support/fixtures.ts";
import { createTeam } from "../support/team.ts";

let sql: postgres.Sql;
beforeAll(() => {
  sql = openSql();
});
afterAll(() => sql.end());

test("who has delivered too much is told when to come back, and is taken then; others are taken all the while", async () => {
  const [flooding, other] = await Promise.all([createTeam({ crm: false }), createTeam({ crm: false })]);
  const setAllowance = (deliveries: number) => sql`
    insert into private.delivery_allowances (integration_id, deliveries, counted_at)
    values (${flooding.integrationId}, ${deliveries}, now() + interval '1 hour')
    on conflict (integration_id) do update set deliveries = excluded.deliveries`;
  await setAllowance(0);
  const meeting = meetingOf(flooding.email);
  const refused = await flooding.deliver(meeting, { id: `msg_${flooding.userId}` });
  expect(refused).toMatchObject({ status: 429, body: { error: { code: "too_many" } } });
  expect(refused.headers.get("retry-after")).toBe("60");
  expect((await other.deliver(meetingOf(other.email))).status).toBe(202);
  await setAllowance(1);
  expect(await flooding.deliver(meeting, { id: `msg_${flooding.userId}` })).toMatchObject({ status: 202 });
});
