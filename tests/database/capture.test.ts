import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addIntegration } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let owner: { userId: string; workspaceId: string };
let rival: { userId: string; workspaceId: string };
let integration: string;
let claimed: string;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = await addUser(database.sql, "ana.host@example.com");
  rival = await addUser(database.sql, "eve@example.net");
  integration = await addIntegration(database.sql, owner, "ana.host@example.com");
  claimed = await addIntegration(database.sql, rival, "ana.host@example.com");
  await database.sql`update auth.users set email_confirmed_at = now()`;
});
beforeEach(async () => {
  await database.sql`update public.workspace_settings set capture_until = now() + interval '1 hour'`;
  await database.sql`delete from public.refused_deliveries`;
});
afterAll(() => database.drop());

describe("who may see what was refused", () => {
  const capturing = async (hint: string | null, email: string | null, tokenHash: string | null = null) => {
    const rows = await database.sql<{ id: string }[]>`
      select integration_id as id from public.find_fathom_integrations(${tokenHash}, ${hint}, ${email === null ? [] : [email]}) where captures`;
    return rows.map(({ id }) => id);
  };

  test("promise 4: of an address that several have connected, whoever signs in with it", async () => {
    expect(await capturing(null, "ana.host@example.com")).toEqual([integration]);
  });

  test("not somebody who has not shown that the address is theirs", async () => {
    await database.sql`update auth.users set email_confirmed_at = null where id = ${owner.userId}`;
    expect(await capturing(null, "ana.host@example.com")).toEqual([]);
    await database.sql`update auth.users set email_confirmed_at = now() where id = ${owner.userId}`;
  });

  test("a colleague's workspace, when the colleague is in it", async () => {
    const colleague = await addUser(database.sql, "cole@example.com");
    const theirs = await addIntegration(database.sql, owner, "cole@example.com");
    await database.sql`update auth.users set email_confirmed_at = now() where id = ${colleague.userId}`;
    expect(await capturing(null, "cole@example.com")).toEqual([]);
    await database.sql`insert into public.workspace_members (workspace_id, user_id) values (${owner.workspaceId}, ${colleague.userId})`;
    expect(await capturing(null, "cole@example.com")).toEqual([theirs]);
  });

  test("the integration that the request names, by its id or its token", async () => {
    expect(await capturing(claimed, null)).toEqual([claimed]);
    await database.sql`select public.set_fathom_token(${claimed}, ${"a".repeat(64)})`;
    expect(await capturing(null, null, "a".repeat(64))).toEqual([claimed]);
  });

  test("nobody while the capture is off or its hour is over", async () => {
    for (const until of [null, new Date(Date.now() - 1000)]) {
      await database.sql`update public.workspace_settings set capture_until = ${until} where workspace_id = ${owner.workspaceId}`;
      expect(await capturing(integration, "ana.host@example.com")).toEqual([]);
    }
  });
});

describe("what is kept", () => {
  const capture = (...integrations: string[]) =>
    database.sql`select public.capture_refused(${integrations}, 'no_match', '{"user-agent":"x"}', '{"a":1}', 70000)`;
  const kept = async (workspace: string) => {
    const rows =
      await database.sql`select reason, headers, body, body_bytes from public.refused_deliveries where workspace_id = ${workspace}`;
    return rows;
  };

  test("one row a workspace, however many of its integrations it may have been meant for", async () => {
    const another = await addIntegration(database.sql, owner, "another@example.com");
    await capture(integration, another, claimed);
    const row = { reason: "no_match", headers: { "user-agent": "x" }, body: '{"a":1}', body_bytes: 70_000 };
    expect([await kept(owner.workspaceId), await kept(rival.workspaceId)]).toEqual([[row], [row]]);
  });

  test("nothing of a workspace that has switched it off meanwhile", async () => {
    await database.sql`update public.workspace_settings set capture_until = now() where workspace_id = ${owner.workspaceId}`;
    await capture(integration, claimed);
    expect([(await kept(owner.workspaceId)).length, (await kept(rival.workspaceId)).length]).toEqual([0, 1]);
  });

  test("a hundred an hour, also when many come at once", async () => {
    await database.sql`
      insert into public.refused_deliveries (workspace_id, reason, body, body_bytes)
      select ${owner.workspaceId}, 'x', '', 0 from generate_series(1, 90)`;
    await Promise.all(Array.from({ length: 40 }, () => capture(integration)));
    expect(await kept(owner.workspaceId)).toHaveLength(100);
    await database.sql`update public.refused_deliveries set received_at = now() - interval '61 minutes'`;
    await capture(integration);
    expect(await kept(owner.workspaceId)).toHaveLength(101);
  });
});
