import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("signing up", () => {
  const settingsOf = async (workspaceId: string) => {
    const [row] = await database.sql`
      select w.name, s.internal_domains, m.role from public.workspaces w
      join public.workspace_settings s on s.workspace_id = w.id join public.workspace_members m on m.workspace_id = w.id
      where w.id = ${workspaceId}`;
    return row;
  };

  test("makes a workspace that knows the company's own domain as internal", async () => {
    const { workspaceId } = await addUser(database.sql, "New.Person@Example.ORG");
    expect(await settingsOf(workspaceId)).toEqual({
      name: "example.org",
      internal_domains: ["example.org"],
      role: "owner",
    });
  });

  test("takes nobody's free-mail provider for a company", async () => {
    const { workspaceId } = await addUser(database.sql, "somebody@gmail.com");
    expect(await settingsOf(workspaceId)).toMatchObject({ internal_domains: [], role: "owner" });
  });
});

describe("the indexes", () => {
  test("every foreign key has one that begins with its columns", async () => {
    const rows = await database.sql`
      select c.conrelid::regclass::text || '.' || c.conname as name
      from pg_constraint c
      where c.contype = 'f' and c.connamespace in ('public'::regnamespace, 'private'::regnamespace)
        and not exists (
          select from pg_index i
          where i.indrelid = c.conrelid and i.indpred is null
            and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] = c.conkey)`;
    // A partial index serves these: the column is empty in most rows.
    expect(rows.map((row) => row["name"]).toSorted()).toEqual([
      "alerts.alerts_acknowledged_by_fkey",
      "erasures.erasures_requested_by_fkey",
      "meeting_history.meeting_history_decided_by_fkey",
      "meetings.meetings_recording_of_fkey",
      "private.crm_people.crm_people_chosen_by_fkey",
      "webhook_events.webhook_events_import_id_fkey",
    ]);
  });
});
