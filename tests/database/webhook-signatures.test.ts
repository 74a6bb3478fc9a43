import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Forged, genuineDelivery, toRequest } from "../support/attack/forge.ts";
import { type Sender, type WebhookApp, openWebhookApp } from "../support/attack/webhook-app.ts";
import { meetingOf } from "../support/fixtures.ts";
import { dumpRows } from "../support/attack/dump-rows.ts";
import { type TestDatabase, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let webhook: WebhookApp;
let sender: Sender;
let now = new Date("2026-11-25T12:00:00.400Z");

beforeAll(async () => {
  database = await createTestDatabase();
  webhook = await openWebhookApp(database, () => now);
  sender = await webhook.addSender("ana.host@example.com");
});
beforeEach(() => {
  now = new Date("2026-11-25T12:00:00.400Z");
});
afterAll(() => database.drop());

const later = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000));

const send = async (delivery: Forged) => {
  const response = await webhook.request(toRequest(delivery));
  const body: { status?: string; event_id?: string } = await response.json();
  return { status: response.status, eventId: body.event_id };
};

const overheard = (): Forged => genuineDelivery(sender, JSON.stringify(meetingOf(sender.email)), now);

describe("a delivery that somebody overheard", () => {
  test.each([0, 1, 120, 299, 300])("sent again after %i s is the same event and no more work", async (seconds) => {
    const delivery = overheard();
    const first = await send(delivery);
    expect(first.status).toBe(202);
    const before = await dumpRows(database.sql);
    later(seconds);
    expect(await send(delivery)).toEqual({ status: 200, eventId: first.eventId });
    expect(await dumpRows(database.sql)).toBe(before);
  });

  test.each([301, 600, 86_400, 31_536_000])("sent again after %i s is refused", async (seconds) => {
    const delivery = overheard();
    await send(delivery);
    const before = await dumpRows(database.sql);
    later(seconds);
    expect((await send(delivery)).status).toBe(401);
    expect(await dumpRows(database.sql)).toBe(before);
  });

  test("that never arrived is taken within five minutes, and not later", async () => {
    const [inTime, late] = [overheard(), overheard()];
    later(300);
    expect((await send(inTime)).status).toBe(202);
    later(1);
    expect((await send(late)).status).toBe(401);
  });

  test("dated ahead is taken from five minutes before its date", async () => {
    const delivery = overheard();
    later(-301);
    expect((await send(delivery)).status).toBe(401);
    later(1);
    expect((await send(delivery)).status).toBe(202);
  });

  const changes: [string, (delivery: Forged, other: Forged) => void][] = [
    ["under another id", ({ headers }) => headers.set("webhook-id", "msg_another")],
    ["under its id and more", ({ headers }) => headers.set("webhook-id", `${headers.get("webhook-id")}.1`)],
    [
      "under a new date",
      ({ headers }) => headers.set("webhook-timestamp", String(Math.floor(now.getTime() / 1000) + 1)),
    ],
    ["with one byte more", (delivery) => void (delivery.body = Buffer.concat([delivery.body, Buffer.from(" ")]))],
    ["with another's body", (delivery, other) => void (delivery.body = other.body)],
    [
      "with another's signature",
      ({ headers }, other) => headers.set("webhook-signature", other.headers.get("webhook-signature") ?? ""),
    ],
    // The border between id and date is a dot: moved, the signed text would be the same.
    [
      "with its id and date divided elsewhere",
      ({ headers }) => {
        headers.set("webhook-id", `${headers.get("webhook-id")}.${headers.get("webhook-timestamp")}`);
        headers.set("webhook-timestamp", "");
      },
    ],
  ];

  test.each(changes)("%s is refused", async (_, change) => {
    const delivery = overheard();
    const other = overheard();
    await send(delivery);
    const before = await dumpRows(database.sql);
    change(delivery, other);
    expect((await send(delivery)).status).toBe(401);
    expect(await dumpRows(database.sql)).toBe(before);
  });

  test("is nothing for another account: its body names whose it is, its signature proves it", async () => {
    const eve = await webhook.addSender("eve@example.net");
    const delivery = overheard();
    delivery.path += `?integration=${eve.integrationId}`;
    const { eventId } = await send(delivery);
    const [event] = await database.sql`select integration_id from public.webhook_events where id = ${eventId ?? ""}`;
    expect(event?.["integration_id"]).toBe(sender.integrationId);
    delivery.path = `/fathom-webhook?token=${eve.token}`;
    expect((await send(delivery)).status).toBe(401);
  });
});

describe("how much work a refusal takes", () => {
  test("is the same for an address that is known, remembered or not, and for one that is not", async () => {
    const known = await webhook.addSender("known@example.com");
    const genuine = () => genuineDelivery(known, JSON.stringify(meetingOf(known.email)), now);
    const made: number[] = [];
    const original = crypto.subtle.sign.bind(crypto.subtle);
    let signatures = 0;
    crypto.subtle.sign = (...args) => {
      signatures += 1;
      return original(...args);
    };
    try {
      for (const email of [known.email, known.email, "unknown@example.com", known.email]) {
        const forged = genuineDelivery(sender, JSON.stringify(meetingOf(email)), now);
        signatures = 0;
        expect((await send(forged)).status).toBe(401);
        made.push(signatures);
      }
      expect((await send(genuine())).status).toBe(202);
    } finally {
      crypto.subtle.sign = original;
    }
    expect(made).toEqual([1, 1, 1, 1]);
  });
});
