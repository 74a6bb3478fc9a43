import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Connections, createConnections } from "../../local/gateway/connections.ts";
import { type TestDatabase, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let connections: Connections;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await connections?.end();
  connections = createConnections(postgres(database.url, { onnotice: () => undefined }), 2);
});
afterAll(async () => {
  await connections.end();
  await database.drop();
});

type Held = Awaited<ReturnType<Connections["reserve"]>>;

/** As a restart of the database does to it. */
const breakOff = async (held: Held): Promise<void> => {
  const [row] = (await held.unsafe("select pg_backend_pid() as pid")) as { pid: number }[];
  await database.sql`select pg_terminate_backend(${row?.pid ?? 0})`;
  await expect.poll(() => held.unsafe("select 1").then(() => "alive", String)).toMatch(/broke off/);
};

describe("the gateway's connections", () => {
  test("what is left of a broken transaction is refused, not run outside of it", async () => {
    const held = await connections.reserve();
    await held.unsafe("begin");
    await held.unsafe("set local role anon");
    await breakOff(held);
    await expect(held.unsafe("select current_user")).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
    await expect(held.unsafe("rollback")).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
    held.release();
  });

  test("one that broke off works for the next holder, as nobody's role", async () => {
    const broken = await connections.reserve();
    await broken.unsafe("set role anon");
    await breakOff(broken);
    broken.release();
    const next = await connections.reserve();
    expect(await next.unsafe("select current_user as name")).toMatchObject([{ name: "postgres" }]);
    next.release();
  });

  test("whoever finds all of them taken waits for one", async () => {
    const [one, two] = [await connections.reserve(), await connections.reserve()];
    const third = connections.reserve();
    await breakOff(one);
    one.release();
    expect(await (await third).unsafe("select 1 as one")).toMatchObject([{ one: 1 }]);
    (await third).release();
    two.release();
  });
});
