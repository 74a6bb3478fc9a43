import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type FathomAccount, addFathomAccount, connectByKey, takeJob, valueOf } from "../support/fathom-account.ts";
import { receive } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let account: FathomAccount;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  account = await addFathomAccount(database.sql);
});
afterAll(() => database.drop());

const integrationOf = async (id = account.id) =>
  (await database.sql`select * from public.fathom_integrations where id = ${id}`)[0];
const removals = () => database.sql`
  select r.webhook_id, r.sealed, j.state from private.webhook_removals r join private.jobs j on j.webhook_removal_id = r.id
  where r.workspace_id = ${account.workspaceId}`;
const validSecrets = async (): Promise<string[]> => {
  const [row] =
    await database.sql`select sealed_secrets from public.find_fathom_integrations(null, ${account.id}, '{}')`;
  return row?.["sealed_secrets"];
};

describe("an API key saved again", () => {
  test("leaves one webhook: the former is removed, and what it signed is taken for a day (rotation)", async () => {
    await connectByKey(database.sql, account, {
      webhookId: "webhook-2",
      former: "webhook-1",
      sealedKey: "key-2",
      sealedSecret: "secret-2",
    });
    expect(await integrationOf()).toMatchObject({ webhook_id: "webhook-2", status: "active", setup: "api_key" });
    expect(await removals()).toEqual([{ webhook_id: "webhook-1", sealed: `key-${account.id}`, state: "queued" }]);
    expect((await validSecrets()).toSorted()).toEqual(["secret-1", "secret-2"]);
    const age = await database.sql`
      update private.fathom_integration_secrets set expires_at = expires_at - interval '24 hours'
      where integration_id = ${account.id} and expires_at is not null returning 1`;
    expect(age).toHaveLength(1);
    expect(await validSecrets()).toEqual(["secret-2"]);
  });

  test("by two people at once leaves one webhook: the slower is told, so that it removes its own", async () => {
    await connectByKey(database.sql, account, { webhookId: "webhook-2", former: "webhook-1" });
    await expect(
      connectByKey(database.sql, account, { webhookId: "webhook-3", former: "webhook-1" }),
    ).rejects.toMatchObject({ code: "PT409" });
    expect(await integrationOf()).toMatchObject({ webhook_id: "webhook-2" });
    expect((await removals()).map((row) => row["webhook_id"])).toEqual(["webhook-1"]);
    const stranger = { ...account, id: randomUUID() };
    await expect(connectByKey(database.sql, stranger)).rejects.toMatchObject({ code: "PT409" });
  });

  test("several times a day forgets neither the secrets of the latest webhooks nor that of the one made by hand", async () => {
    await database.sql`
      select public.connect_fathom(${account.workspaceId}, ${account.userId}, ${account.email}, ${account.id}, 'by-hand', 'k1')`;
    for (const number of [2, 3, 4, 5, 6]) {
      await connectByKey(database.sql, account, {
        webhookId: `webhook-${number}`,
        former: `webhook-${number - 1}`,
        sealedSecret: `secret-${number}`,
      });
    }
    expect(await validSecrets()).toEqual(["by-hand", "secret-6", "secret-5", "secret-4", "secret-3"]);
  });

  test("keeps the secret of a webhook that a person made in Fathom", async () => {
    await database.sql`
      select public.connect_fathom(${account.workspaceId}, ${account.userId}, ${account.email}, ${account.id}, 'by-hand', 'k1')`;
    expect((await validSecrets()).toSorted()).toEqual(["by-hand", "secret-1"]);
    await connectByKey(database.sql, account, {
      webhookId: "webhook-2",
      former: "webhook-1",
      sealedSecret: "secret-2",
    });
    expect((await validSecrets()).toSorted()).toEqual(["by-hand", "secret-1", "secret-2"]);
  });
});

test("an integration belongs to the member who signs in with its address, whoever connects it", async () => {
  const email = `bo-${randomUUID()}@example.com`;
  const bo = await addUser(database.sql, email);
  const id = randomUUID();
  await connectByKey(database.sql, { ...account, id, email });
  expect(await integrationOf(id)).toMatchObject({ user_id: account.userId });
  await database.sql`delete from public.fathom_integrations where id = ${id}`;
  await database.sql`insert into public.workspace_members (workspace_id, user_id) values (${account.workspaceId}, ${bo.userId})`;
  await connectByKey(database.sql, { ...account, id, email });
  expect(await integrationOf(id)).toMatchObject({ user_id: bo.userId });
});

describe("disconnecting", () => {
  test("removes the webhook in Fathom, forgets every secret, ends imports and sweeps, and refuses what still comes", async () => {
    await database.sql`select public.set_fathom_token(${account.id}, ${"a".repeat(64)})`;
    const [started] =
      await database.sql`select public.start_import(${account.id}, ${account.userId}, null, 50, true) as id`;
    await database.sql`select public.sweep_now(${account.id})`;
    await database.sql`select public.disconnect_fathom(${account.id})`;
    expect(await integrationOf()).toMatchObject({ status: "disconnected", webhook_id: null, next_sweep_at: null });
    expect(await removals()).toHaveLength(1);
    expect(await database.sql`select state from public.imports where id = ${started?.["id"]}`).toEqual([
      { state: "cancelled" },
    ]);
    const left = await database.sql`
      select (select count(*) from private.fathom_integration_keys where integration_id = ${account.id})
        + (select count(*) from private.fathom_integration_secrets where integration_id = ${account.id})
        + (select count(*) from private.fathom_integration_tokens where integration_id = ${account.id}) as secrets,
        (select array_agg(kind) from private.jobs where workspace_id = ${account.workspaceId}) as jobs`;
    expect(left).toEqual([{ secrets: "0", jobs: ["remove_webhook"] }]);
    await expect(receive(database.sql, account.id, "msg_late")).rejects.toMatchObject({ code: "PT404" });
  });

  test("and connecting again is the same integration", async () => {
    await database.sql`select public.disconnect_fathom(${account.id})`;
    await connectByKey(database.sql, account, { webhookId: "webhook-2" });
    expect(await integrationOf()).toMatchObject({ status: "active", webhook_id: "webhook-2", setup: "api_key" });
  });

  test("a webhook that cannot be removed is shown to a person", async () => {
    await database.sql`select public.disconnect_fathom(${account.id})`;
    const job = await takeJob(database.sql, account, "remove_webhook");
    const [row] =
      await database.sql`select public.load_webhook_removal(${job?.id ?? ""}, ${job?.lease_token ?? ""}) as work`;
    expect(row?.["work"]).toEqual({
      integrationId: account.id,
      webhookId: "webhook-1",
      sealedKey: `key-${account.id}`,
      presentKey: null,
    });
    await database.sql`select public.finish_webhook_removal(${job?.id ?? ""}, ${job?.lease_token ?? ""}, 'Remove it by hand.')`;
    expect(await integrationOf()).toMatchObject({ webhook_error: "Remove it by hand." });
    expect(await removals()).toEqual([]);
  });
});

test("an integration whose owner is gone belongs to whoever connects it again", async () => {
  const { userId } = await addUser(database.sql, `new-${account.email}`);
  await database.sql`delete from public.workspace_members where workspace_id = ${account.workspaceId}`;
  await database.sql`update public.fathom_integrations set user_id = null where id = ${account.id}`;
  await connectByKey(database.sql, { ...account, userId }, { webhookId: "webhook-2", former: "webhook-1" });
  expect(await integrationOf()).toMatchObject({ user_id: userId });
});

describe("the calls of one API key, whoever makes them", () => {
  const reserve = async (heavy: boolean): Promise<{ waitMs?: number; retryAfterMs?: number }> =>
    valueOf(await database.sql`select public.reserve_fathom_call(${account.id}, ${heavy}, 1000)`);
  const granted = async (count: number, heavy: boolean) => {
    const answers = await Promise.all(Array.from({ length: count }, () => reserve(heavy)));
    return answers.filter(({ waitMs }) => waitMs === 0).length;
  };

  test("no more than 30 heavy ones a minute and 60 in all, by several workers at once", async () => {
    expect(await granted(40, true)).toBe(30);
    expect(await granted(40, false)).toBe(30);
    const { retryAfterMs } = await reserve(false);
    expect(retryAfterMs).toBeGreaterThan(55_000);
  });

  test("fewer when Fathom says so, and none while it wants none", async () => {
    await database.sql`select public.note_fathom_limits(${account.id}, true, 5, 0)`;
    expect(await granted(10, true)).toBe(5);
    await database.sql`select public.note_fathom_limits(${account.id}, false, null, 30000)`;
    const { retryAfterMs } = await reserve(false);
    expect(retryAfterMs).toBeGreaterThan(25_000);
    expect(retryAfterMs).toBeLessThanOrEqual(30_000);
  });

  test("an integration that is gone can still have its webhook removed", async () => {
    await database.sql`delete from public.fathom_integrations where id = ${account.id}`;
    expect(await reserve(false)).toEqual({ waitMs: 0 });
    await database.sql`select public.note_fathom_limits(${account.id}, false, 60, 1000)`;
  });

  test("what a former key was told says nothing of a new one; its calls count: it may be the same", async () => {
    await granted(20, true);
    await database.sql`select public.note_fathom_limits(${account.id}, true, 5, 60000)`;
    await connectByKey(database.sql, account, { webhookId: "webhook-2", former: "webhook-1" });
    expect(await granted(20, true)).toBe(10);
  });
});
