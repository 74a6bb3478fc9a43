import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signedHeaders } from "../../local/demo/signed-headers.ts";
import { createUnprovenLimit } from "../../supabase/functions/_shared/pipeline/receive/limit-unproven.ts";
import { type Sender, type WebhookApp, openWebhookApp } from "../support/attack/webhook-app.ts";
import { addIntegration, receive } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

const atOnce = 1200;
let database: TestDatabase;
let app: WebhookApp;
let sender: Sender;
let other: Sender;
/** When it is for the function; the database has its own clock. */
let now = new Date();

beforeAll(async () => {
  database = await createTestDatabase();
  app = await openWebhookApp(
    database,
    () => now,
    createUnprovenLimit(() => now),
  );
  sender = await app.addSender("flooding@example.com");
  other = await app.addSender("other@example.com");
});
afterAll(() => database.drop());

const deliver = async (by: Sender, more: { secret?: string; address?: string; email?: string } = {}) => {
  const body = JSON.stringify({ title: "Call", recorded_by: { email: more.email ?? by.email }, recording_id: 1 });
  const headers = {
    ...signedHeaders(more.secret ?? by.secret, `msg_${randomUUID()}`, body, now),
    "x-forwarded-for": more.address ?? "192.0.2.1",
  };
  const request = new Request("http://webhook.test/fathom-webhook", { method: "POST", headers, body });
  const response = await app.request(request);
  return { status: response.status, retryAfter: response.headers.get("retry-after"), body: await response.json() };
};
const rows = async (): Promise<number> =>
  (await database.sql`select count(*)::integer as count from public.webhook_events`)[0]?.["count"];
/** So many, and none more come back meanwhile, however slow the machine is. */
const setAllowance = (by: Sender, deliveries: number) => database.sql`
  insert into private.delivery_allowances (integration_id, deliveries, counted_at)
  values (${by.integrationId}, ${deliveries}, now() + interval '1 minute')
  on conflict (integration_id) do update set deliveries = excluded.deliveries, counted_at = excluded.counted_at`;

const held = {
  status: 429,
  retryAfter: "60",
  body: { error: { code: "too_many", message: "Too many deliveries at once. Send this one again later." } },
};

describe("a flood of one sender who is proven", () => {
  test("is refused with 429 and a time to come back, leaves no row, and others do not notice", async () => {
    await setAllowance(sender, 1);
    const before = await rows();
    expect((await deliver(sender)).status).toBe(202);
    await setAllowance(sender, 0);
    expect(await deliver(sender)).toEqual(held);
    expect(await rows()).toBe(before + 1);
    expect((await deliver(other)).status).toBe(202);
  });

  test("is over as soon as it may deliver again", async () => {
    await setAllowance(sender, 0);
    expect((await deliver(sender)).status).toBe(429);
    await database.sql`update private.delivery_allowances set counted_at = now() - interval '1 second'`;
    expect((await deliver(sender)).status).toBe(202);
  });

  test("does not lose count when all of it comes at the same moment, and copies count as well", async () => {
    const integration = await addIntegration(
      database.sql,
      await addUser(database.sql, "copies@example.com"),
      "copies@example.com",
    );
    await Promise.all(Array.from({ length: 200 }, () => receive(database.sql, integration, "msg_copy")));
    const [row] = await database.sql`
      select deliveries as left from private.delivery_allowances where integration_id = ${integration}`;
    // Ten a second come back meanwhile.
    expect(row?.["left"]).toBeGreaterThanOrEqual(atOnce - 200);
    expect(row?.["left"]).toBeLessThan(atOnce - 50);
  });

  test("never has more to deliver than at first, however long it was quiet", async () => {
    await database.sql`update private.delivery_allowances set counted_at = now() - interval '1 year' where integration_id = ${sender.integrationId}`;
    expect((await deliver(sender)).status).toBe(202);
    const [row] =
      await database.sql`select deliveries from private.delivery_allowances where integration_id = ${sender.integrationId}`;
    expect(row?.["deliveries"]).toBe(atOnce - 1);
  });
});

describe("a flood of what nothing proves", () => {
  const forged = { secret: "whsec_ZmF0aG9tLXRlc3Qtc2VjcmV0LTMyLWJ5dGVzLWxvbmc=" };

  test("is refused with 401, then with 429, and asks the database nothing any more", async () => {
    const before = await rows();
    const flood = { ...forged, address: "198.51.100.7" };
    const first = await Promise.all(
      Array.from({ length: 120 }, (_, index) => deliver(sender, { ...flood, email: `nobody-${index}@example.com` })),
    );
    expect(new Set(first.map(({ status }) => status))).toEqual(new Set([401]));
    // Whoever asks it now gets a failure, and says so with 503.
    await database.sql`alter function public.find_fathom_integrations(text, uuid, text[]) rename to not_here`;
    const answers = [
      await deliver(sender, flood),
      await deliver(other, flood),
      await deliver(sender, { ...flood, email: "unknown@example.com" }),
    ];
    await database.sql`alter function public.not_here(text, uuid, text[]) rename to find_fathom_integrations`;
    expect(answers).toEqual([held, held, held]);
    expect(await rows()).toBe(before);
  });

  test("does not keep out the one whose name it uses, once the signature is right", async () => {
    const forgeries = Array.from({ length: 120 }, (_, index) =>
      deliver(other, { ...forged, address: `203.0.113.${index}` }),
    );
    expect(new Set((await Promise.all(forgeries)).map(({ status }) => status))).toEqual(new Set([401]));
    expect((await deliver(other, { ...forged, address: "203.0.113.200" })).status).toBe(429);
    expect((await deliver(other)).status).toBe(202);
    expect((await deliver(other, { address: "198.51.100.7" })).status).toBe(202);
  });

  test("is forgotten after a minute", async () => {
    now = new Date(now.getTime() + 60_000);
    expect((await deliver(other, { ...forged, address: "198.51.100.7" })).status).toBe(401);
  });
});
