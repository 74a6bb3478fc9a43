import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addIntegration, receive } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let integration: string;
let elsewhere: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const { sql } = database;
  integration = await addIntegration(sql, await addUser(sql, "ana.host@example.com"), "ana.host@example.com");
  elsewhere = await addIntegration(sql, await addUser(sql, "eve@example.net"), "ana.host@example.com");
});
afterAll(() => database.drop());

describe("receiving a delivery (promise 1: nothing is lost, promise 2: nothing happens twice)", () => {
  test("stores the event and its job together", async () => {
    const { eventId, isDuplicate } = await receive(database.sql, integration, "msg_1");
    expect(isDuplicate).toBe(false);
    const jobs = await database.sql`select kind, state from private.jobs where event_id = ${eventId}`;
    expect(jobs).toEqual([{ kind: "store", state: "queued" }]);
  });

  test("a hundred copies at once are one event with one job", async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => receive(database.sql, integration, "msg_100")));
    expect(new Set(answers.map(({ eventId }) => eventId)).size).toBe(1);
    expect(answers.filter(({ isDuplicate }) => !isDuplicate)).toHaveLength(1);
    const eventId = answers[0]?.eventId ?? "";
    expect(await database.sql`select 1 from private.jobs where event_id = ${eventId}`).toHaveLength(1);
  });

  test("the id of somebody else's delivery hides nothing", async () => {
    const first = await receive(database.sql, elsewhere, "msg_stolen");
    const mine = await receive(database.sql, integration, "msg_stolen");
    const again = await receive(database.sql, integration, "msg_stolen");
    expect(mine).toMatchObject({ isDuplicate: false });
    expect(mine.eventId).not.toBe(first.eventId);
    expect(again).toEqual({ eventId: mine.eventId, isDuplicate: true });
  });

  test.each([
    ["a NUL", String.raw`{"title":"a\u0000b"}`],
    ["a lone surrogate", String.raw`{"title":"\ud800"}`],
    ["absurd nesting", `${"[".repeat(20_000)}${"]".repeat(20_000)}`],
  ])("a body with %s, which jsonb refuses, is kept as text", async (what, body) => {
    const { eventId } = await receive(database.sql, integration, `msg_${what}`, body);
    const [row] = await database.sql`select payload, payload_text from public.webhook_events where id = ${eventId}`;
    expect(row).toEqual({ payload: null, payload_text: body });
  });

  test("an integration that is gone is refused and leaves nothing", async () => {
    await expect(receive(database.sql, "00000000-0000-4000-8000-000000000000", "msg_nobody")).rejects.toMatchObject({
      code: "PT404",
    });
    expect(await database.sql`select 1 from public.webhook_events where delivery_id = 'msg_nobody'`).toHaveLength(0);
  });
});

describe("finding the integration", () => {
  const find = (token: string | null, hint: string | null, emails: string[]) =>
    database.sql`select integration_id, by_token, sealed_secrets from public.find_fathom_integrations(${token}, ${hint}, ${emails})`;

  test("several may claim one e-mail: all of them are candidates", async () => {
    const rows = await find(null, null, ["ana.host@example.com"]);
    expect(rows.map((row) => row["integration_id"]).toSorted()).toEqual([integration, elsewhere].toSorted());
  });

  test("the hint comes first, the token before it, and only the token's integration says so", async () => {
    const hash = "a".repeat(64);
    await database.sql`select public.set_fathom_token(${integration}, ${hash})`;
    const rows = await find(hash, elsewhere, []);
    expect(rows.map((row) => [row["integration_id"], row["by_token"]])).toEqual([
      [integration, true],
      [elsewhere, false],
    ]);
  });

  test("a new token ends the former one", async () => {
    await database.sql`select public.set_fathom_token(${integration}, ${"b".repeat(64)})`;
    expect(await find("a".repeat(64), null, [])).toHaveLength(0);
    expect(await find("b".repeat(64), null, [])).toHaveLength(1);
  });

  test("an unknown e-mail, a disconnected integration and an expired secret give nothing to verify with", async () => {
    expect(await find(null, null, ["nobody@example.com"])).toHaveLength(0);
    const owner = await addUser(database.sql, "gone@example.net");
    const gone = await addIntegration(database.sql, owner, "gone@example.net");
    await database.sql`update private.fathom_integration_secrets set expires_at = now() - interval '1 s' where integration_id = ${gone}`;
    expect(await find(null, gone, [])).toMatchObject([{ sealed_secrets: [] }]);
    await database.sql`update public.fathom_integrations set status = 'disconnected' where id = ${gone}`;
    expect(await find(null, gone, ["gone@example.net"])).toHaveLength(0);
  });
});
