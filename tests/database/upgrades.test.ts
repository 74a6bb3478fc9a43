import fs from "node:fs";
import path from "node:path";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMeetings } from "../support/many-meetings.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

const page = fs.readFileSync(path.resolve(import.meta.dirname, "../../docs/upgrades.md"), "utf8");
const meetings = 100_000;
const longestMs = 1000;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await addMeetings(database.sql, await addUser(database.sql, "owner@example.com"), { meetings, attendees: 0 });
}, 60_000);
afterAll(() => database.drop());

/** The SQL of one step, as the page has it. */
const sqlOf = (step: string): string => {
  const [, sql] = new RegExp(`^### \\d\\. ${step}$[^]*?\`\`\`sql\\n([^]*?)\`\`\``, "m").exec(page) ?? [];
  if (!sql) throw new Error(`the page has no SQL for: ${step}`);
  return sql;
};

class TakenBack extends Error {}

/** Runs a step in one transaction, as a migration is: how long whatever it locks stays locked, and which locks the table has. */
const measure = async (step: string, keep: boolean) => {
  const startedAt = performance.now();
  let locks: string[] = [];
  await database.sql
    .begin(async (t) => {
      await t.unsafe(sqlOf(step));
      locks = (
        await t`
        select distinct mode from pg_locks where pid = pg_backend_pid() and relation = 'public.meetings'::regclass order by 1`
      ).map((row) => String(row["mode"]));
      if (!keep) throw new TakenBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    });
  return { locks, ms: performance.now() - startedAt };
};

/** The best of three: a busy machine says nothing about a lock. */
const bestOf = async (step: string) => {
  const rounds = [await measure(step, false), await measure(step, false), await measure(step, true)];
  const best = { locks: rounds[2]?.locks ?? [], ms: Math.min(...rounds.map(({ ms }) => ms)) };
  console.log(`${step}: ${best.ms.toFixed(0)} ms at ${meetings} meetings, ${best.locks.join(", ")}`);
  return best;
};

const file = async (sql: postgres.Sql): Promise<unknown> =>
  (await sql`select pg_relation_filenode('public.meetings') as file`)[0]?.["file"];

describe(`an upgrade of ${meetings} meetings, as docs/upgrades.md has it, holds up nobody for a second`, () => {
  test("expanding writes no row anew", async () => {
    const before = await file(database.sql);
    const { locks, ms } = await bestOf("Expand");
    expect(locks).toContain("AccessExclusiveLock");
    expect(ms).toBeLessThan(longestMs);
    expect(await file(database.sql)).toBe(before);
    expect(await database.sql`select distinct language from public.meetings`).toEqual([{ language: "en" }]);
  });

  test("filling up locks a piece at a time, never the table, and comes to an end", async () => {
    const { locks, ms } = await bestOf("Fill up");
    expect(locks).toEqual(["RowExclusiveLock", "RowShareLock"]);
    expect(ms).toBeLessThan(longestMs);
    await database.sql.unsafe(sqlOf("Fill up").replace("limit 1000", `limit ${meetings - 1000}`));
    expect((await database.sql.unsafe(sqlOf("Fill up"))).count).toBe(0);
    expect(await database.sql`select 1 from public.meetings where summary_words is null`).toHaveLength(0);
  }, 60_000);

  test("an index is there before those who write notice", async () => {
    const { locks, ms } = await bestOf("Index");
    expect(locks).toContain("ShareLock");
    expect(locks).not.toContain("AccessExclusiveLock");
    expect(ms).toBeLessThan(longestMs);
  });

  test("contracting reads the table beside all who read and write it", async () => {
    const { locks, ms } = await bestOf("Contract");
    expect(locks.filter((mode) => !["AccessShareLock", "ShareUpdateExclusiveLock"].includes(mode))).toEqual([]);
    expect(ms).toBeLessThan(longestMs);
  });

  test("each step that locks the table gives up after a second instead of holding up those behind it", () => {
    for (const step of ["Expand", "Index", "Contract"]) expect(sqlOf(step)).toMatch(/^set local lock_timeout = '1s';/);
  });
});
