import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type World, asJson, asking, placeOf } from "../../bench/growth/ask.ts";
import { generate } from "../../bench/growth/generate.ts";
import { questions } from "../../bench/growth/questions.ts";
import { type TestDatabase, createTestDatabase } from "../support/test-database.ts";

/** What grows with every meeting. */
const big = ["meetings", "attendee_outcomes", "webhook_events", "meeting_events", "meeting_search", "event_states"];

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  const size = { meetings: 12_000, attendees: 3, workspaces: 40 };
  await generate(database.sql, size);
  world = { sql: database.sql, meetings: size.meetings, workspace: 1, place: await placeOf(database.sql, 1) };
}, 60_000);
afterAll(() => database.drop());

/** What a transaction has read so far. */
interface Reads {
  /** Big tables that were read from end to end, with how often. */
  fromEndToEnd: string[];
  /** Rows of big tables that were looked at. */
  rows: number;
  /** Times that the parts of long texts were fetched. */
  texts: number;
}

const readsOf = async (t: postgres.TransactionSql): Promise<Reads> => {
  const tables = await t<{ name: string; scans: number; rows: number; texts: number }[]>`
    select s.relname as name, s.seq_scan::integer as scans, (s.seq_tup_read + coalesce(s.idx_tup_fetch, 0))::integer as rows,
      coalesce(t.idx_scan, 0)::integer as texts
    from pg_stat_xact_user_tables s
    join pg_class c on c.oid = s.relid
    left join pg_stat_xact_all_tables t on t.relid = c.reltoastrelid
    where s.relname = any (${big})`;
  return {
    fromEndToEnd: tables.filter(({ scans }) => scans > 0).map(({ name, scans }) => `${name} ${scans}`),
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    texts: tables.reduce((sum, { texts }) => sum + texts, 0),
  };
};

const readsOfAsking = (name: string): Promise<Reads> => {
  const question = questions.find((one) => one.name === name);
  if (!question) throw new Error(`nobody asks for ${name}`);
  return asking(world, question, "theirs", async (t) => {
    const before = await readsOf(t);
    await t.unsafe(asJson(question.sql(world.place)));
    const after = await readsOf(t);
    return {
      fromEndToEnd: after.fromEndToEnd.filter((line) => !before.fromEndToEnd.includes(line)),
      rows: after.rows - before.rows,
      texts: after.texts - before.texts,
    };
  });
};

test.each(questions.map(({ name }) => name))("%s: no big table is read from end to end", async (name) => {
  expect((await readsOfAsking(name)).fromEndToEnd).toEqual([]);
});

describe("a page looks at little more than it shows, whatever there is", () => {
  test.each([
    ["accept a delivery", 10],
    ["claim four jobs", 20],
    ["list of meetings, first page", 400],
    ["list of meetings, a member's", 400],
    ["audit trail, first page", 200],
    ["audit trail, a page in the middle", 200],
    ["audit trail, failed ones", 200],
    ["audit trail, a member's", 200],
    ["inbox, first page", 250],
    ["inbox, a page in the middle", 250],
    ["inbox, what needs attention", 250],
    ["inbox, a member's", 250],
    ["one meeting with its attendees", 20],
  ])("%s: at most %d rows", async (name, most) => {
    expect((await readsOfAsking(name)).rows).toBeLessThanOrEqual(most);
  });
});

test.each(["list of meetings, first page", "inbox, first page", "audit trail, first page", "overview of twelve weeks"])(
  "%s: no summary, transcript or payload is fetched",
  async (name) => {
    expect((await readsOfAsking(name)).texts).toBe(0);
  },
);
