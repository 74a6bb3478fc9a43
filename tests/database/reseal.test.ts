import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { slackUrlContext } from "../../supabase/functions/_shared/pipeline/alert/connect-slack.ts";
import { fathomKeyContext } from "../../supabase/functions/_shared/pipeline/fathom/open-fathom.ts";
import { crmTokenContext } from "../../supabase/functions/_shared/pipeline/log/open-crm.ts";
import { signingSecretContext } from "../../supabase/functions/_shared/pipeline/receive/candidates.ts";
import { resealAll } from "../../supabase/functions/_shared/pipeline/reseal/reseal-all.ts";
import type { Database } from "../../supabase/functions/_shared/platform/database.ts";
import { createSealer } from "../../supabase/functions/_shared/platform/seal.ts";
import { meetingJson, storeMeeting } from "../support/seed.ts";
import { createSqlDatabase } from "../support/sql-database.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

const newKey = (): string => randomBytes(32).toString("base64url");

let testDatabase: TestDatabase;
let database: Database;
let former: string;
let current: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await createSqlDatabase(testDatabase.sql);
});
afterAll(() => testDatabase.drop());
beforeEach(async () => {
  await testDatabase.sql`delete from public.workspaces`;
  [former, current] = [newKey(), newKey()];
});

/** A workspace with a secret in each of the five places, sealed with a key; the signing secret twice. */
const addSecrets = async (key: string, name: string) => {
  const { sql } = testDatabase;
  const { workspaceId } = await addUser(sql, `ana-${randomUUID()}@example.com`);
  const sealer = createSealer(key);
  const [integration, connection, goneIntegration] = [randomUUID(), randomUUID(), randomUUID()];
  const add = async (table: string, columns: Record<string, string>, value: string, context: string) => {
    const { sealed, keyId } = await sealer.seal(value, context);
    await sql`insert into ${sql(`private.${table}`)} ${sql({ ...columns, sealed, key_id: keyId })}`;
  };
  await sql`insert into public.fathom_integrations (id, workspace_id, fathom_user_email)
            values (${integration}, ${workspaceId}, ${`${name}@example.com`})`;
  await sql`insert into public.crm_connections (id, workspace_id, provider, account) values (${connection}, ${workspaceId}, 'pipedrive', 'acme')`;
  const signing = signingSecretContext(integration);
  await add("fathom_integration_secrets", { integration_id: integration }, `${name} signing 1`, signing);
  await add("fathom_integration_secrets", { integration_id: integration }, `${name} signing 2`, signing);
  await add("fathom_integration_keys", { integration_id: integration }, `${name} key`, fathomKeyContext(integration));
  await add(
    "webhook_removals",
    { workspace_id: workspaceId, integration_id: goneIntegration, webhook_id: "w" },
    `${name} removal`,
    fathomKeyContext(goneIntegration),
  );
  await add("crm_connection_secrets", { connection_id: connection }, `${name} token`, crmTokenContext(connection));
  await add("slack_webhooks", { workspace_id: workspaceId }, `${name} address`, slackUrlContext(workspaceId));
  return { workspaceId, integration, goneIntegration, connection, secrets: 6 };
};

type Added = Awaited<ReturnType<typeof addSecrets>>;

/** All that a key opens of what a workspace has. */
const opened = async (key: string, { workspaceId, integration, goneIntegration, connection }: Added) => {
  const sealer = createSealer(key);
  const rows = await testDatabase.sql<{ row_id: string; sealed_for: string; place: string; sealed: string }[]>`
    select * from private.sealed_rows() where sealed_for in (${workspaceId}, ${integration}, ${goneIntegration}, ${connection})`;
  const contextOf = (place: string, id: string): string => {
    if (place === "slack_webhooks") return slackUrlContext(id);
    if (place === "crm_connection_secrets") return crmTokenContext(id);
    return place === "fathom_integration_secrets" ? signingSecretContext(id) : fathomKeyContext(id);
  };
  const values = await Promise.all(
    rows.map((row) => sealer.open(row.sealed, contextOf(row.place, row.sealed_for)).catch(() => null)),
  );
  return values.filter((value) => value !== null).toSorted();
};

const all = (name: string) =>
  ["address", "key", "removal", "signing 1", "signing 2", "token"].map((what) => `${name} ${what}`);
const both = () => createSealer(`${current},${former}`);

/** A database that does something before, or in place of, its nth call of a function. */
const withTrap = (name: string, nth: number, trap: () => Promise<void>): Database => {
  let calls = 0;
  const rpc = async (called: string, args: never) => {
    if (called === name && (calls += 1) === nth) await trap();
    return database.rpc(called as never, args);
  };
  return { rpc } as unknown as Database;
};

describe("a new encryption key", () => {
  test("seals every secret of all five places anew: the former one opens none of them any more", async () => {
    const ana = await addSecrets(former, "ana");
    const bo = await addSecrets(former, "bo");
    await addSecrets(current, "mia");
    expect(await resealAll({ database, sealer: both() })).toEqual({ resealed: 12, alreadyCurrent: 6, unopened: [] });
    for (const [name, added] of Object.entries({ ana, bo })) {
      expect(await opened(current, added)).toEqual(all(name));
      expect(await opened(former, added)).toEqual([]);
    }
    expect(await testDatabase.sql`select * from public.count_sealed()`).toEqual([
      { sealed_with: await createSealer(current).currentKeyId(), how_many: 18 },
    ]);
    expect(await resealAll({ database, sealer: createSealer(current) })).toEqual({
      resealed: 0,
      alreadyCurrent: 18,
      unopened: [],
    });
  });

  test.each([1, 4, 6])("that is interrupted at secret %i leaves all of them to be opened, and goes on", async (nth) => {
    const ana = await addSecrets(former, "ana");
    const breaking = withTrap("reseal", nth, () => Promise.reject(new Error("the connection broke off")));
    await expect(resealAll({ database: breaking, sealer: both() })).rejects.toThrow();
    expect(await opened(`${current},${former}`, ana)).toEqual(all("ana"));
    expect(await opened(current, ana)).toHaveLength(nth - 1);
    const rest = await resealAll({ database, sealer: both() });
    expect(rest).toEqual({ resealed: 6 - (nth - 1), alreadyCurrent: nth - 1, unopened: [] });
    expect(await opened(current, ana)).toEqual(all("ana"));
  });

  test("does not overwrite what somebody enters meanwhile, nor bring back what is disconnected", async () => {
    const { sql } = testDatabase;
    const ana = await addSecrets(former, "ana");
    const entered = await createSealer(current).seal("a new token", crmTokenContext(ana.connection));
    const racing = withTrap("reseal", 1, async () => {
      await sql`update private.crm_connection_secrets set sealed = ${entered.sealed}, key_id = ${entered.keyId}`;
      await sql`delete from private.slack_webhooks`;
    });
    expect(await resealAll({ database: racing, sealer: both() })).toEqual({
      resealed: 4,
      alreadyCurrent: 0,
      unopened: [],
    });
    const kept = all("ana").filter((value) => !/token|address/.test(value));
    expect(await opened(current, ana)).toEqual(["a new token", ...kept]);
    expect(await sql`select 1 from private.slack_webhooks`).toEqual([]);
  });

  test("finds what a function that knows only the former key seals behind its back", async () => {
    const ana = await addSecrets(former, "ana");
    const late = await createSealer(former).seal("late token", crmTokenContext(ana.connection));
    // The first place is behind it by then.
    const racing = withTrap("reseal", 4, async () => {
      await testDatabase.sql`update private.crm_connection_secrets set sealed = ${late.sealed}, key_id = ${late.keyId}`;
    });
    expect((await resealAll({ database: racing, sealer: both() })).unopened).toEqual([]);
    expect(await opened(current, ana)).toContain("late token");
  });

  test("goes through more secrets than fit on a page, and says after each how many it has been", async () => {
    const ana = await addSecrets(former, "ana");
    const sealer = createSealer(former);
    const context = signingSecretContext(ana.integration);
    for (let number = 0; number < 240; number += 1) {
      const { sealed, keyId } = await sealer.seal(`secret ${number}`, context);
      await testDatabase.sql`insert into private.fathom_integration_secrets (integration_id, sealed, key_id) values (${ana.integration}, ${sealed}, ${keyId})`;
    }
    const pages: number[] = [];
    const end = await resealAll({ database, sealer: both(), onPage: (resealed) => pages.push(resealed) });
    expect([end.resealed, pages]).toEqual([246, [100, 200, 246]]);
    expect(await opened(current, ana)).toHaveLength(246);
  });
});

describe("a job that was given a secret before it was sealed anew", () => {
  test("and is refused with it looks again: only with the present text is the account marked as broken", async () => {
    const { sql } = testDatabase;
    const ana = await addSecrets(former, "ana");
    const textOf = async () =>
      (await sql`select sealed from private.fathom_integration_keys where integration_id = ${ana.integration}`)[0]?.[
        "sealed"
      ];
    const given = await textOf();
    await resealAll({ database, sealer: both() });
    const report = async (text: string) =>
      (await sql`select public.report_fathom_refusal(${ana.integration}, ${text}, 'Invalid API key.') as done`)[0]?.[
        "done"
      ];
    const status = async () =>
      (await sql`select status from public.fathom_integrations where id = ${ana.integration}`)[0]?.["status"];
    expect([await report(given), await status()]).toEqual([false, "active"]);
    expect([await report(await textOf()), await status()]).toEqual([true, "broken"]);
  });

  test("and is refused by the CRM leaves nobody unlogged: they wait for the present one", async () => {
    const { sql } = testDatabase;
    const ana = await addSecrets(former, "ana");
    const textOf = async () =>
      (await sql`select sealed from private.crm_connection_secrets where connection_id = ${ana.connection}`)[0]?.[
        "sealed"
      ];
    const given = await textOf();
    await storeMeeting(sql, ana.integration, meetingJson("1"));
    await sql`update public.attendee_outcomes set status = 'failed', reason = 'crm_unauthorized', crm_provider = 'pipedrive'
              where workspace_id = ${ana.workspaceId} and status = 'pending'`;
    await resealAll({ database, sealer: both() });
    const report = (text: string) =>
      sql`select public.report_connection(${ana.connection}, ${text}, false, true, 'Refused.')`;
    const statuses = async () =>
      (await sql`select status from public.attendee_outcomes where workspace_id = ${ana.workspaceId} order by 1`).map(
        (row) => row["status"],
      );
    const connection = async () =>
      (await sql`select status from public.crm_connections where id = ${ana.connection}`)[0]?.["status"];
    await report(given);
    expect([await statuses(), await connection()]).toEqual([["pending", "skipped_internal"], "active"]);
    await report(await textOf());
    expect(await connection()).toBe("broken");
  });
});

describe("what no key at hand opens", () => {
  test("is reported by place, id and key, never by its value, and stays as it is", async () => {
    const lost = await addSecrets(newKey(), "lost");
    const ana = await addSecrets(former, "ana");
    const before = await testDatabase.sql`select * from private.sealed_rows() where sealed_for = ${lost.connection}`;
    const end = await resealAll({ database, sealer: both() });
    expect(end).toMatchObject({ resealed: 6, alreadyCurrent: 0 });
    expect(end.unopened).toHaveLength(6);
    expect(end.unopened).toContainEqual({
      place: "crm_connection_secrets",
      id: lost.connection,
      keyId: before[0]?.["key_id"],
    });
    expect(JSON.stringify(end)).not.toContain(before[0]?.["sealed"]);
    expect(await testDatabase.sql`select * from private.sealed_rows() where sealed_for = ${lost.connection}`).toEqual(
      before,
    );
    expect(await opened(current, ana)).toEqual(all("ana"));
  });

  test("is also a secret that was moved to another row", async () => {
    const ana = await addSecrets(former, "ana");
    const bo = await addSecrets(former, "bo");
    await testDatabase.sql`update private.crm_connection_secrets set sealed = (
      select sealed from private.crm_connection_secrets where connection_id = ${ana.connection}) where connection_id = ${bo.connection}`;
    const { unopened } = await resealAll({ database, sealer: both() });
    expect(unopened.map(({ place, id }) => [place, id])).toEqual([["crm_connection_secrets", bo.connection]]);
  });
});

test("nobody but the functions' own role lists or exchanges sealed secrets", async () => {
  const [may] = await testDatabase.sql`
    select bool_or(has_function_privilege(role, f.oid, 'execute')) as others,
      bool_and(has_function_privilege('service_role', f.oid, 'execute')) as service
    from pg_proc f, unnest('{anon,authenticated}'::name[]) role
    where f.proname in ('list_sealed', 'reseal', 'count_sealed')`;
  expect(may).toEqual({ others: false, service: true });
});
