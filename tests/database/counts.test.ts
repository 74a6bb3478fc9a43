import { afterAll, beforeAll, expect, test } from "vitest";
import { addMeetings } from "../support/many-meetings.ts";
import { type TestDatabase, addUser, asRole, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let owner: { userId: string; workspaceId: string };

beforeAll(async () => {
  database = await createTestDatabase();
  owner = await addUser(database.sql, "owner@example.com");
  await addMeetings(database.sql, owner, { meetings: 2_100, attendees: 5 });
}, 60_000);
afterAll(() => database.drop());

test("attendees of an outcome are counted to 10,000, and one more says that there are more", async () => {
  const counts = await asRole(
    database.sql,
    "authenticated",
    owner.userId,
    (t) => t`select status, attendees::integer from public.audit_counts(${owner.workspaceId}) order by status`,
  );
  expect(counts).toEqual([
    { status: "not_found", attendees: 21 },
    { status: "note_added", attendees: 10_001 },
  ]);
});

test("words narrow the audit trail down by the beginning of a word, an address, or an id, for a member to their own", async () => {
  const member = await addUser(database.sql, "member@example.net");
  await database.sql`insert into public.workspace_members (workspace_id, user_id) values (${owner.workspaceId}, ${member.userId})`;
  await database.sql`
    insert into public.meetings (workspace_id, user_id, source, external_id, title, occurred_at)
    values (${owner.workspaceId}, ${member.userId}, 'fathom', 'the-members', 'Kick-off in Zürich', now()),
           (${owner.workspaceId}, ${owner.userId}, 'fathom', 'the-owners', 'Kick-off in Zürich', now())`;
  await database.sql`
    insert into public.attendee_outcomes (meeting_id, workspace_id, user_id, name, email, status, crm_person_id)
    select m.id, m.workspace_id, m.user_id, 'Ana Álvarez', 'ana@' || m.external_id || '.example.org', 'note_added', 'id-of-' || m.external_id
    from public.meetings m where m.external_id like 'the-%'`;
  const found = (userId: string, words: string) =>
    asRole(database.sql, "authenticated", userId, async (t) => {
      const lines = await t`select * from public.audit_page(${owner.workspaceId}, words => ${words})`;
      const [counted] = await t`
        select coalesce(sum(attendees), 0)::integer as n from public.audit_counts(${owner.workspaceId}, words => ${words})`;
      return [lines.length, counted?.["n"]];
    });
  for (const words of ["kick", "Kick-off in Z", "zürich", "ana á", "álvarez", "ana@the-", "-off"]) {
    expect([words, await found(owner.userId, words)]).toEqual([words, [2, 2]]);
    expect([words, await found(member.userId, words)]).toEqual([words, [1, 1]]);
  }
  for (const id of ["the-owners", "id-of-the-owners"]) {
    expect([await found(owner.userId, id), await found(member.userId, id)]).toEqual([
      [1, 1],
      [0, 0],
    ]);
  }
  expect(await found(owner.userId, "nobody at all")).toEqual([0, 0]);
});
