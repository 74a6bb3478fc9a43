import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addIntegration, meetingJson, receive, storeMeeting } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

const page = fs.readFileSync(path.resolve(import.meta.dirname, "../../docs/operations.md"), "utf8");
/** The statements, in their order, which is the one in which they are run. */
const statements = [...page.matchAll(/^ *```sql\n([^]*?)```/gm)].map(([, sql = ""]) => sql.trim());
const find = (part: string): string => statements.find((sql) => sql.includes(part)) ?? "";

let database: TestDatabase;
let owner: { userId: string; workspaceId: string };

beforeAll(async () => {
  database = await createTestDatabase();
  const { sql } = database;
  owner = await addUser(sql, "ana.host@example.com");
  const integration = await addIntegration(sql, owner, "ana.host@example.com");
  await storeMeeting(sql, integration, meetingJson("171112070"));
  const { eventId } = await receive(sql, integration, "msg_1");
  await sql`update public.webhook_events set state = 'dead', received_at = '2026-11-20 12:00+00' where id = ${eventId}`;
  await sql`select private.raise_alert(${owner.workspaceId}, 'dead_letter', 2)`;
});
afterAll(() => database.drop());

describe("the statements of docs/operations.md", () => {
  test("are these, and each is tried below", () => {
    expect(statements.map((sql) => sql.split("\n", 1)[0])).toEqual([
      "select w.name, a.kind, a.count, a.first_at, a.last_at",
      "select kind, state, count(*), min(run_at) as next_at, max(attempts) as most_tries, max(error) as an_error",
      "insert into private.restores (backup_at) values ('2026-11-20 03:00+00');",
      "delete from private.restores where restored_at < now() - interval '90 days';",
      "select state, count(*) from public.webhook_events",
      "select public.delete_workspace(m.workspace_id, m.user_id, 500)",
      "select count(*) as meetings,",
      "select count(*) = 1 as people_may_listen from pg_policies",
    ]);
  });

  test("show the alerts that nobody has seen, and what is in the queue", async () => {
    expect(await database.sql.unsafe(find("from public.alerts"))).toMatchObject([{ kind: "dead_letter", count: 2 }]);
    expect(await database.sql.unsafe(find("from private.jobs"))).toMatchObject([
      { kind: "log", state: "queued", count: "1" },
      { kind: "store", state: "queued", count: "1" },
    ]);
  });

  test("show what became of a day, and what the meetings take", async () => {
    expect(await database.sql.unsafe(find("select state, count(*)"))).toMatchObject([{ state: "dead", count: "1" }]);
    const [taken] = await database.sql.unsafe(find("as they_take"));
    expect(taken).toMatchObject({ meetings: "1", they_take: expect.stringMatching(/^\d+ (kB|MB)$/) });
  });

  test("say that a backup was restored, and forget it when its time is over", async () => {
    const restores = async () => (await database.sql`select from private.restores`).length;
    const forget = find("delete from private.restores");
    await database.sql.unsafe(find("insert into private.restores"));
    await database.sql.unsafe(forget);
    expect(await restores()).toBe(1);
    await database.sql`update private.restores set backup_at = '2020-01-01', restored_at = '2020-01-02'`;
    await database.sql.unsafe(forget);
    expect(await restores()).toBe(0);
  });

  test("delete a workspace whose owner does not", async () => {
    const sql = find("delete_workspace").replace("00000000-0000-4000-8000-000000000000", owner.workspaceId);
    let answer: unknown = false;
    for (let part = 0; part < 10 && answer === false; part++) {
      [{ delete_workspace: answer } = { delete_workspace: null }] = await database.sql.unsafe(sql);
    }
    expect(answer).toBe(true);
    expect(await database.sql`select from public.workspaces where id = ${owner.workspaceId}`).toHaveLength(0);
  });

  test("say whether people may listen to live updates", async () => {
    const [row] = await database.sql.unsafe(find("people_may_listen"));
    expect(row).toEqual({ people_may_listen: expect.any(Boolean) });
  });
});
