import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addIntegration, meetingJson, storeMeeting } from "../support/seed.ts";
import { type TestDatabase, addUser, asRole, createTestDatabase } from "../support/test-database.ts";

const page = fs.readFileSync(path.resolve(import.meta.dirname, "../../docs/sql-audit.md"), "utf8");
const queries = [...page.matchAll(/^## (.+)\n[^]*?```sql\n([^]*?)```/gm)].map(([, title, sql]) => ({
  title: title ?? "",
  sql: sql ?? "",
}));

let database: TestDatabase;
let owner: { userId: string; workspaceId: string };

beforeAll(async () => {
  database = await createTestDatabase();
  const { sql } = database;
  owner = await addUser(sql, "ana.host@example.com");
  const integration = await addIntegration(sql, owner, "ana.host@example.com");
  const attendee = (email: string) => ({ name: email, email, isExternal: true, status: "pending", reason: null });
  const emails = ["logged", "missing", "failed", "several"].map((name) => attendee(`${name}@example.org`));
  const { eventId } = await storeMeeting(sql, integration, meetingJson("171112070", { attendees: emails }));
  await sql`update public.webhook_events set state = 'dead', error = 'given up' where id = ${eventId}`;
  await sql`update public.attendee_outcomes set status = 'note_added', crm_person_id = '42', crm_note_id = '7' where email like 'logged%'`;
  await sql`update public.attendee_outcomes set status = 'not_found', reason = 'no_person', next_lookup_at = now() where email like 'missing%'`;
  await sql`update public.attendee_outcomes set status = 'failed', reason = 'crm_rejected' where email like 'failed%'`;
  await sql`update public.attendee_outcomes set status = 'ambiguous', candidates = '[{"id":"1","name":"A"},{"id":"2","name":"B"}]' where email like 'several%'`;
  await sql`select private.raise_alert(${owner.workspaceId}, 'dead_letter', 1)`;
  await sql`select public.connect_crm(${owner.workspaceId}, 'pipedrive', 'acme', ${crypto.randomUUID()}, 'sealed', 'k1')`;
  await sql`select public.erase_person(${owner.workspaceId}, 'nobody@example.net', ${owner.userId}, false)`;
});
afterAll(() => database.drop());

describe("the queries of docs/sql-audit.md", () => {
  const rowsOf: Record<string, number> = {
    "Which event created the note on person 42?": 1,
    "Who was not found this month?": 1,
    "What failed, and why?": 1,
    "Which deliveries did not become a meeting?": 1,
    "Everything about one meeting, in order": 4,
    "Who waits for a person to choose?": 2,
    "How many attendees were logged, week by week?": 1,
    "Has anybody two notes for one conversation? (The answer must be: nobody.)": 0,
    "What needs a person's attention?": 1,
    "Do the connections work?": 1,
    "Who is looked up again, and when?": 1,
    "Who was erased when, without saying who?": 1,
  };

  test("are all known to this test", () => {
    expect(queries.map(({ title }) => title)).toEqual(Object.keys(rowsOf));
  });

  test.each(queries)("$title", async ({ title, sql }) => {
    expect(await database.sql.unsafe(sql)).toHaveLength(rowsOf[title] ?? -1);
    const asOwner = await asRole(database.sql, "authenticated", owner.userId, (t) => t.unsafe(sql));
    expect(asOwner).toHaveLength(rowsOf[title] ?? -1);
  });
});
