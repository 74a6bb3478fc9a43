import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addIntegration, meetingJson, storeMeeting } from "../support/seed.ts";
import { type TestDatabase, addUser, asRole, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
type Person = { userId: string; workspaceId: string };
let owner: Person;
let member: Person;
let manager: Person;
let stranger: Person;

/** Every table and view of the exposed schema, and how many rows each of them must see of the fixture below. */
const visible: Record<string, { owner: number; manager: number; member: number; stranger: number }> = {
  workspaces: { owner: 1, manager: 1, member: 1, stranger: 0 },
  workspace_members: { owner: 3, manager: 3, member: 1, stranger: 0 },
  workspace_people: { owner: 3, manager: 3, member: 1, stranger: 0 },
  workspace_settings: { owner: 1, manager: 1, member: 1, stranger: 0 },
  fathom_integrations: { owner: 2, manager: 2, member: 1, stranger: 0 },
  crm_connections: { owner: 1, manager: 1, member: 1, stranger: 0 },
  webhook_events: { owner: 2, manager: 2, member: 1, stranger: 0 },
  event_states: { owner: 2, manager: 2, member: 1, stranger: 0 },
  meetings: { owner: 2, manager: 2, member: 1, stranger: 0 },
  meeting_events: { owner: 2, manager: 2, member: 1, stranger: 0 },
  meeting_history: { owner: 2, manager: 2, member: 1, stranger: 0 },
  attendee_outcomes: { owner: 4, manager: 4, member: 2, stranger: 0 },
  attendee_audit: { owner: 4, manager: 4, member: 2, stranger: 0 },
  imports: { owner: 2, manager: 2, member: 1, stranger: 0 },
  alerts: { owner: 1, manager: 1, member: 0, stranger: 0 },
  fathom_people: { owner: 1, manager: 1, member: 0, stranger: 0 },
  // Two who are connected, and one who was only seen.
  fathom_coverage: { owner: 3, manager: 3, member: 1, stranger: 0 },
  // For owners and administrators only: what was refused is proven by nobody, and whom somebody had erased is delicate.
  refused_deliveries: { owner: 1, manager: 0, member: 0, stranger: 0 },
  erasures: { owner: 1, manager: 0, member: 0, stranger: 0 },
  workspace_invitations: { owner: 1, manager: 0, member: 0, stranger: 0 },
};

beforeAll(async () => {
  database = await createTestDatabase();
  const { sql } = database;
  [owner, member, manager, stranger] = [
    await addUser(sql, "owner@example.com"),
    await addUser(sql, "member@example.com"),
    await addUser(sql, "manager@example.com"),
    await addUser(sql, "stranger@example.net"),
  ];
  await sql`insert into public.workspace_members (workspace_id, user_id, role)
            values (${owner.workspaceId}, ${member.userId}, 'member'), (${owner.workspaceId}, ${manager.userId}, 'manager')`;
  await sql`delete from public.workspaces where id in (${member.workspaceId}, ${manager.workspaceId})`;
  for (const [person, email] of [
    [owner, "owner@example.com"],
    [member, "member@example.com"],
  ] as const) {
    const integration = await addIntegration(sql, { ...person, workspaceId: owner.workspaceId }, email);
    await storeMeeting(sql, integration, meetingJson(email, { recordedByEmail: email }));
    await sql`insert into public.imports (workspace_id, user_id, source) values (${owner.workspaceId}, ${person.userId}, 'fathom')`;
  }
  await sql`insert into public.meeting_history (meeting_id, workspace_id, what) select id, workspace_id, 'summary_came' from public.meetings`;
  await sql`select public.remember_fathom_people(${owner.workspaceId}, '[{"email": "bo@example.com", "isMember": true}]')`;
  await sql`select private.raise_alert(${owner.workspaceId}, 'dead_letter', 1)`;
  await sql`insert into public.refused_deliveries (workspace_id, reason, body, body_bytes) values (${owner.workspaceId}, 'no_match', '{}', 2)`;
  await sql`insert into public.erasures (workspace_id, meetings, outcomes, events, notes) values (${owner.workspaceId}, 0, 0, 0, 0)`;
  await sql`select public.invite_member(${owner.workspaceId}, ${owner.userId}, 'new@example.com', 'member', ${"0".repeat(64)})`;
  await sql`select public.connect_crm(${owner.workspaceId}, 'pipedrive', 'acme', ${crypto.randomUUID()}, 'sealed', 'k1')`;
});
afterAll(() => database.drop());

describe("nobody sees what is not theirs (promise 4)", () => {
  test("every table and view of the exposed schema stands in the matrix", async () => {
    const rows = await database.sql`
      select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') order by 1`;
    expect(rows.map((row) => row["relname"])).toEqual(Object.keys(visible).toSorted());
  });

  test.each(Object.entries(visible))("%s shows each person exactly their rows", async (table, counts) => {
    const people = { owner, manager, member, stranger };
    for (const [role, person] of Object.entries(people) as [keyof typeof people, Person][]) {
      const rows = await asRole(database.sql, "authenticated", person.userId, (transaction) =>
        // A stranger's own workspace is theirs; what is counted is the other one's.
        transaction.unsafe(`select * from public.${table}`),
      );
      const ofTheWorkspace = rows.filter((row) => (row["workspace_id"] ?? row["id"]) === owner.workspaceId);
      expect([role, ofTheWorkspace.length]).toEqual([role, counts[role]]);
    }
  });

  test.each(Object.keys(visible))("%s is closed to anonymous callers and to every direct write", async (table) => {
    await expect(
      asRole(database.sql, "anon", null, (t) => t.unsafe(`select * from public.${table}`)),
    ).rejects.toMatchObject({ code: "42501" });
    // A view over two tables cannot be written at all.
    const code = ["attendee_audit", "fathom_coverage"].includes(table) ? "55000" : "42501";
    for (const verb of [`insert into public.${table} default values`, `delete from public.${table}`]) {
      await expect(asRole(database.sql, "authenticated", owner.userId, (t) => t.unsafe(verb))).rejects.toMatchObject({
        code,
      });
    }
    const [column] = await database.sql<{ name: string }[]>`
      select attname as name from pg_attribute where attrelid = ${`public.${table}`}::regclass and attnum = 1`;
    const update = `update public.${table} set ${column?.name} = ${column?.name}`;
    await expect(asRole(database.sql, "authenticated", owner.userId, (t) => t.unsafe(update))).rejects.toMatchObject({
      code,
    });
  });

  test("an administrator sees what only owners and administrators may see", async () => {
    const count = (table: string) =>
      asRole(
        database.sql,
        "authenticated",
        manager.userId,
        async (t) => (await t.unsafe(`select 1 from public.${table}`)).length,
      );
    await database.sql`update public.workspace_members set role = 'admin' where user_id = ${manager.userId}`;
    expect([await count("refused_deliveries"), await count("erasures")]).toEqual([1, 1]);
    await database.sql`update public.workspace_members set role = 'manager' where user_id = ${manager.userId}`;
    expect([await count("refused_deliveries"), await count("erasures")]).toEqual([0, 0]);
  });

  test("a member who is removed, and a manager who becomes a member, see less at once", async () => {
    const count = (person: Person) =>
      asRole(
        database.sql,
        "authenticated",
        person.userId,
        async (t) => (await t`select 1 from public.meetings`).length,
      );
    const setRole = (role: string) =>
      database.sql`update public.workspace_members set role = ${role} where user_id = ${manager.userId}`;
    await setRole("member");
    expect(await count(manager)).toBe(0);
    await setRole("manager");
    await database.sql.begin(async (t) => {
      await t`delete from public.workspace_members where user_id = ${member.userId}`;
      await t.unsafe("set local role authenticated");
      await t`select set_config('request.jwt.claims', ${JSON.stringify({ sub: member.userId })}, true)`;
      expect(await t`select 1 from public.meetings`).toHaveLength(0);
      await t.unsafe("reset role");
      await t`insert into public.workspace_members (workspace_id, user_id) values (${owner.workspaceId}, ${member.userId})`;
    });
  });

  test("every table, the private ones too, has row-level security", async () => {
    const rows = await database.sql`
      select relname from pg_class
      where relnamespace in ('public'::regnamespace, 'private'::regnamespace) and relkind in ('r', 'p') and not relrowsecurity`;
    expect(rows).toEqual([]);
  });

  test("signed-in users may execute nothing but the helpers of the policies, anonymous ones nothing", async () => {
    const rows = await database.sql`
      select p.oid::regprocedure::text as name, has_function_privilege('anon', p.oid, 'execute') as anon,
             has_function_privilege('authenticated', p.oid, 'execute') as authenticated
      from pg_proc p where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)`;
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((row) => row["anon"])).toEqual([]);
    expect(rows.flatMap((row) => (row["authenticated"] ? [row["name"]] : [])).toSorted()).toEqual([
      "audit_counts(uuid,timestamp with time zone,timestamp with time zone,text)",
      "audit_page(uuid,text,timestamp with time zone,timestamp with time zone,text,timestamp with time zone,uuid,boolean,integer)",
      "clock_is_late()",
      "count_meetings(uuid,jsonb)",
      "event_counts(uuid,text,uuid,timestamp with time zone,timestamp with time zone,text)",
      "overview(uuid,text,boolean)",
      "private.address_of_colleague(uuid,uuid)",
      "private.find_meetings(uuid,jsonb,timestamp with time zone,uuid,integer,boolean)",
      "private.found_passage(meetings,text,text)",
      "private.my_administered_workspaces()",
      "private.my_managed_workspaces()",
      "private.my_workspaces()",
      "private.passage(text,text)",
      "private.plain_words(text)",
      "private.sees_late_clock()",
      "private.words_pattern(text)",
      "search_meetings(uuid,jsonb,timestamp with time zone,uuid,integer)",
    ]);
  });

  test("the secrets' tables are out of reach for signed-in users", async () => {
    const tables =
      await database.sql`select relname from pg_class where relnamespace = 'private'::regnamespace and relkind = 'r'`;
    expect(tables.length).toBe(17);
    for (const { relname } of tables) {
      await expect(
        asRole(database.sql, "authenticated", owner.userId, (t) => t.unsafe(`select * from private.${relname}`)),
      ).rejects.toMatchObject({ code: "42501" });
    }
  });
});

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
