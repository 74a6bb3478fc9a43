import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addIntegration } from "../support/seed.ts";
import { type TestDatabase, addUser, asRole, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
type Person = { userId: string; workspaceId: string };
let owner: Person;
let member: Person;
let stranger: Person;

interface Week {
  from: string;
  meetings: number;
  outcomes: Record<string, { attendees: number; meetings: number }>;
}
interface Overview {
  weeks: Week[];
  has_meetings: boolean;
  deliveries: Record<string, number>;
  integrations: unknown[];
  coverage: { coverage: string; has_recorded: boolean; people: number }[];
  members: number;
}

const overviewOf = (person: Person, { mine = false, zone = "UTC", workspaceId = owner.workspaceId } = {}) =>
  asRole(database.sql, "authenticated", person.userId, async (t) => {
    const [row] = await t<
      { answer: Overview | null }[]
    >`select public.overview(${workspaceId}, ${zone}, ${mine}) as answer`;
    return row?.answer ?? null;
  });

const sumOf = (weeks: Week[] = [], status: string, of: "attendees" | "meetings" = "attendees"): number =>
  weeks.reduce((sum, week) => sum + (week.outcomes[status]?.[of] ?? 0), 0);

/** Meetings of a user, one every `every` back from `newest`, each with so many attendees of each status. */
const addMeetings = async (person: Person, count: number, newest: string, every: string, statuses: string[]) => {
  await database.sql.begin(async (t) => {
    // Without what triggers do for every row: it is not what is measured.
    await t`set local session_replication_role = replica`;
    await t`
    with made as (
      insert into public.meetings (workspace_id, user_id, source, external_id, title, occurred_at)
      select ${owner.workspaceId}, ${person.userId}, 'fathom', gen_random_uuid()::text, 'Call', ${newest}::timestamptz - n * ${every}::interval
      from generate_series(0, ${count - 1}) n returning id)
    insert into public.attendee_outcomes (meeting_id, workspace_id, user_id, name, status)
    select made.id, ${owner.workspaceId}, ${person.userId}, 'Guest ' || s.place, s.status
    from made, unnest(${statuses}::text[]) with ordinality s (status, place)`;
  });
};

beforeAll(async () => {
  database = await createTestDatabase();
  const { sql } = database;
  [owner, member, stranger] = [
    await addUser(sql, "owner@example.com"),
    await addUser(sql, "member@example.com"),
    await addUser(sql, "stranger@example.net"),
  ];
  await sql`update public.workspace_members set workspace_id = ${owner.workspaceId}, role = 'member' where user_id = ${member.userId}`;
  const now = new Date().toISOString();
  await addMeetings(owner, 2, now, "0 seconds", ["note_added", "note_added", "not_found", "skipped_internal"]);
  await addMeetings(member, 1, now, "0 seconds", ["ambiguous", "failed"]);
  for (const person of [owner, member]) {
    const integration = await addIntegration(
      sql,
      { ...person, workspaceId: owner.workspaceId },
      `${person.userId}@example.com`,
    );
    await sql`
      insert into public.webhook_events (source, delivery_id, workspace_id, user_id, integration_id, state, proof, payload, payload_bytes)
      values ('fathom', ${person.userId}, ${owner.workspaceId}, ${person.userId}, ${integration}, 'dead', 'signature', '{}', 2)`;
  }
  await sql`select public.remember_fathom_people(${owner.workspaceId}, '[{"email": "bo@example.com", "isMember": true}]')`;
}, 60_000);
afterAll(() => database.drop());

describe("the overview", () => {
  test("counts external attendees and the meetings they were at, and nobody internal", async () => {
    const overview = await overviewOf(owner);
    expect(overview?.weeks).toHaveLength(12);
    expect(overview?.weeks.at(-1)?.meetings).toBe(3);
    expect([sumOf(overview?.weeks, "note_added"), sumOf(overview?.weeks, "note_added", "meetings")]).toEqual([4, 2]);
    expect(sumOf(overview?.weeks, "skipped_internal")).toBe(0);
    expect(overview).toMatchObject({ deliveries: { dead: 2 }, has_meetings: true, members: 2 });
    expect(overview?.integrations).toHaveLength(2);
    expect(overview?.coverage.reduce((sum, { people }) => sum + people, 0)).toBe(3);
  });

  test("shows a member their own numbers only, and a stranger nothing at all", async () => {
    const overview = await overviewOf(member);
    expect(overview?.weeks.at(-1)?.meetings).toBe(1);
    expect([sumOf(overview?.weeks, "note_added"), sumOf(overview?.weeks, "ambiguous")]).toEqual([0, 1]);
    expect(overview).toMatchObject({ deliveries: { dead: 1 }, members: 1 });
    expect(overview?.integrations).toHaveLength(1);
    expect(await overviewOf(stranger)).toBeNull();
  });

  test("shows a manager what is their own when they ask for it", async () => {
    const overview = await overviewOf(owner, { mine: true });
    expect(overview?.weeks.at(-1)?.meetings).toBe(2);
    expect([sumOf(overview?.weeks, "not_found"), sumOf(overview?.weeks, "failed")]).toEqual([2, 0]);
    expect(overview).toMatchObject({ deliveries: { dead: 1 } });
  });

  test("begins its weeks on Monday in the zone of the person who looks, and takes an unknown zone for UTC", async () => {
    for (const zone of ["UTC", "Pacific/Auckland", "Nowhere/Atlantis"]) {
      const weeks = (await overviewOf(owner, { zone }))?.weeks ?? [];
      expect(weeks.map(({ from }) => new Date(from).getUTCDay())).toEqual(Array.from({ length: 12 }, () => 1));
    }
    // Sunday night in New York is Monday in Auckland.
    const monday = (await overviewOf(stranger, { workspaceId: stranger.workspaceId }))?.weeks.at(-2)?.from;
    await database.sql`
      insert into public.meetings (workspace_id, user_id, source, external_id, title, occurred_at)
      values (${stranger.workspaceId}, ${stranger.userId}, 'fathom', '1', 'Call', ${`${monday}T02:00:00Z`})`;
    const placeIn = async (zone: string) =>
      (await overviewOf(stranger, { workspaceId: stranger.workspaceId, zone }))?.weeks.find(
        ({ meetings }) => meetings > 0,
      )?.from;
    expect(await placeIn("Pacific/Auckland")).toBe(monday);
    expect(await placeIn("America/New_York")).toBe(
      new Date(Date.parse(`${monday}`) - 7 * 86_400_000).toISOString().slice(0, 10),
    );
  });
});

test("reads no more at 100,000 meetings than at 20,000: what is older than its weeks is not read", async () => {
  const { sql } = database;
  /** Rows of meetings and attendees that one overview looks at. */
  const rowsRead = () =>
    asRole(sql, "authenticated", owner.userId, async (t) => {
      await t`select public.overview(${owner.workspaceId}, 'UTC', false)`;
      const [row] = await t<{ rows: number }[]>`
        select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables
        where relname in ('meetings', 'attendee_outcomes')`;
      return row?.rows ?? 0;
    });
  const statuses = ["note_added", "not_found", "skipped_internal"];
  await addMeetings(owner, 2_000, new Date(Date.now() - 86_400_000).toISOString(), "30 minutes", statuses);
  const yearAgo = new Date(Date.now() - 365 * 86_400_000).toISOString();
  // Of much fewer Postgres reads the whole table, which is faster still.
  await addMeetings(owner, 18_000, yearAgo, "20 minutes", ["note_added"]);
  await sql`vacuum analyze public.meetings, public.attendee_outcomes`;
  const few = await rowsRead();
  await addMeetings(owner, 80_000, yearAgo, "3 minutes", ["note_added"]);
  await sql`vacuum analyze public.meetings, public.attendee_outcomes`;
  const many = await rowsRead();
  console.log(`the overview reads ${few} rows at 20,000 meetings, ${many} at 100,000`);
  expect(few).toBeGreaterThan(2000);
  expect(many / few).toBeLessThan(1.5);
}, 120_000);
