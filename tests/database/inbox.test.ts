import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addIntegration, claim, receive } from "../support/seed.ts";
import { type TestDatabase, addUser, asRole, createTestDatabase } from "../support/test-database.ts";

type Person = { userId: string; workspaceId: string };
let database: TestDatabase;
let owner: Person;
let member: Person;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = await addUser(database.sql, "owner@example.com");
  member = await addUser(database.sql, "member@example.net");
  await database.sql`insert into public.workspace_members (workspace_id, user_id) values (${owner.workspaceId}, ${member.userId})`;
});
afterAll(() => database.drop());

describe("the states of a delivery", () => {
  test("are kept one by one, with its tries and why they failed", async () => {
    const { sql } = database;
    const integration = await addIntegration(sql, owner, "owner@example.com");
    const { eventId } = await receive(sql, integration, "msg_states");
    const [first] = await claim(sql, 1);
    await sql`select public.retry_job(${first?.id ?? ""}, ${first?.lease_token ?? ""}, 0, 'It did not answer.')`;
    const [second] = await claim(sql, 1);
    await sql`select public.bury_job(${second?.id ?? ""}, ${second?.lease_token ?? ""}, 'It never answered.')`;
    await sql`select public.replay_event(${eventId})`;
    const states = await asRole(
      sql,
      "authenticated",
      owner.userId,
      (t) => t`select state, attempts, error from public.event_states where event_id = ${eventId} order by id`,
    );
    expect(states).toEqual([
      { state: "received", attempts: 0, error: null },
      { state: "processing", attempts: 1, error: null },
      { state: "retrying", attempts: 1, error: "It did not answer." },
      { state: "processing", attempts: 2, error: "It did not answer." },
      { state: "dead", attempts: 2, error: "It never answered." },
      { state: "received", attempts: 2, error: null },
    ]);
    await sql`delete from public.webhook_events where id = ${eventId}`;
    expect(await sql`select 1 from public.event_states`).toEqual([]);
  });
});

const LINES = 5_000;

/** Two people's deliveries and attendees: 5,000 each, of which few need a person. */
const fill = async (): Promise<void> => {
  const { sql } = database;
  for (const person of [owner, member]) {
    await sql`
      insert into public.webhook_events (source, delivery_id, workspace_id, user_id, origin, state, received_at, proof, payload, payload_bytes)
      select 'fathom', ${person.userId} || n, ${owner.workspaceId}, ${person.userId}, case n % 4 when 0 then 'import' else 'webhook' end,
        case n % 1000 when 0 then 'dead' else 'processed' end, timestamptz '2026-01-01' + n * interval '20 minutes', 'signature', '{}', 2
      from generate_series(1, ${LINES}) n`;
    await sql`
      insert into public.meetings (workspace_id, user_id, source, external_id, title, occurred_at)
      select ${owner.workspaceId}, ${person.userId}, 'fathom', ${person.userId} || n, 'Meeting ' || n, now() from generate_series(1, ${LINES / 4}) n`;
    // Four of a meeting, all of it processed at the same instant, as an import in one go does.
    await sql`
      insert into public.attendee_outcomes (meeting_id, workspace_id, user_id, name, email, status, crm_person_id, updated_at)
      select m.id, ${owner.workspaceId}, ${person.userId}, 'Person ' || n, format('p%s@%s.example.org', n, m.external_id),
        case when n = 1 and m.external_id like '%000' then 'failed' else 'note_added' end, m.external_id || '-' || n,
        timestamptz '2026-01-01' + (m.ctid::text::point)[0] * interval '1 hour'
      from public.meetings m, generate_series(1, 4) n where m.user_id = ${person.userId}`;
  }
  await sql.unsafe("vacuum analyze public.webhook_events, public.meetings, public.attendee_outcomes");
};

const ask = <Row extends object>(person: Person, query: string): Promise<Row[]> =>
  asRole(database.sql, "authenticated", person.userId, (t) => t.unsafe<Row[]>(query));
const audit = (person: Person, parameters: string) =>
  ask<{ processed_at: Date; attendee_outcome_id: string; status: string; meeting_title: string }>(
    person,
    `select * from public.audit_page('${owner.workspaceId}', ${parameters})`,
  );
const milliseconds = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

describe("looking through 10,000 deliveries and attendees", () => {
  beforeAll(fill, 60_000);

  test("each person has their own counted, a manager the workspace's", async () => {
    const counts = (person: Person, more = "") =>
      ask(person, `select * from public.event_counts('${owner.workspaceId}'${more}) order by state`);
    expect(await counts(owner)).toEqual([
      { state: "dead", events: "10" },
      { state: "processed", events: "9990" },
    ]);
    expect(await counts(member, ", 'import'")).toEqual([
      { state: "dead", events: "5" },
      { state: "processed", events: "1245" },
    ]);
    expect(await counts(member, `, null, null, '2026-01-01', '2026-01-02'`)).toEqual([
      { state: "processed", events: "71" },
    ]);
    expect(await counts(owner, `, null, null, null, null, '${member.userId}7'`)).toEqual([
      { state: "processed", events: "1" },
    ]);
    expect(await ask(owner, `select * from public.event_counts('${member.workspaceId}')`)).toEqual([]);
  });

  test("pages of the trail hold every line once, in either order, also where many were processed at one instant", async () => {
    for (const oldestFirst of [true, false]) {
      const seen = new Set<string>();
      let previous: { processed_at: Date } | null = null;
      let after = "null, null";
      for (;;) {
        const page = await audit(member, `null, null, null, null, ${after}, ${oldestFirst}, 1000`);
        for (const line of page) {
          const step = previous ? line.processed_at.getTime() - previous.processed_at.getTime() : 0;
          expect(oldestFirst ? step >= 0 : step <= 0).toBe(true);
          seen.add(line.attendee_outcome_id);
          previous = line;
        }
        const last = page.at(-1);
        if (!last) break;
        after = `'${last.processed_at.toISOString()}', '${last.attendee_outcome_id}'`;
      }
      expect(seen.size).toBe(LINES);
    }
  });

  test("a filter finds title, name, address and id, and takes no character for more than it is", async () => {
    const found = async (words: string) => (await audit(owner, `null, null, null, '${words}'`)).length;
    expect(await found("MEETING 1221")).toBe(8);
    expect(await found(`${member.userId}77-3`)).toBe(1);
    expect(await found(`p2@${member.userId}77.`)).toBe(1);
    expect([await found("%"), await found("_eeting"), await found("*")]).toEqual([0, 0, 0]);
    const failed = await audit(owner, "'failed', null, null, null, null, null, true, 1000");
    expect(failed).toHaveLength(2);
    expect(new Set(failed.map(({ status }) => status))).toEqual(new Set(["failed"]));
  });

  test("a page in the middle costs no more than twice the first, and an outcome that is rare is not searched for", async () => {
    const [middle] = await audit(owner, "null, null, '2026-01-03'");
    const times = { first: Infinity, middle: Infinity, rare: Infinity };
    const best = async (which: keyof typeof times, act: () => Promise<unknown>) => {
      times[which] = Math.min(times[which], await milliseconds(act));
    };
    for (let round = 0; round < 5; round += 1) {
      await best("first", () => audit(owner, "null"));
      await best("middle", () =>
        audit(
          owner,
          `null, null, null, null, '${middle?.processed_at.toISOString()}', '${middle?.attendee_outcome_id}'`,
        ),
      );
      await best("rare", () => audit(owner, "'failed'"));
    }
    console.log(`a page: first ${times.first} ms, in the middle ${times.middle} ms, rare ${times.rare} ms`);
    expect(times.middle).toBeLessThan(times.first * 2 + 10);
    expect(times.rare).toBeLessThan(times.first * 2 + 10);
  });

  test("a list of deliveries in trouble, and the counts, are read from an index", async () => {
    const plan = async (query: string) => JSON.stringify(await ask(owner, `explain (format json, costs off) ${query}`));
    const list = await plan(
      `select id from public.webhook_events where workspace_id = '${owner.workspaceId}' and state in ('dead', 'unreadable') order by received_at desc, id desc limit 50`,
    );
    expect(list).not.toContain("Seq Scan");
    const count = await plan(
      `select state, count(*) from public.webhook_events where workspace_id = '${owner.workspaceId}' group by state`,
    );
    expect(count).not.toContain(
      '"Seq Scan","Parallel Aware":false,"Async Capable":false,"Relation Name":"webhook_events"',
    );
  });

  test("a replay of a filter does what came that way and for that account, and nothing else", async () => {
    const { sql } = database;
    const replay = async (filter: object) => {
      const [row] = await sql`
        select public.replay_events(${owner.workspaceId}, ${JSON.stringify({ states: ["dead"], ...filter })}::text::jsonb, 200) as answer`;
      return row?.["answer"]["replayed"];
    };
    const integration = await addIntegration(sql, owner, "replayed@example.com");
    await sql`update public.webhook_events set integration_id = ${integration} where delivery_id = ${`${owner.userId}1000`}`;
    expect(await replay({ origin: "webhook" })).toBe(0);
    expect(await replay({ origin: "import", integrationId: integration })).toBe(1);
    expect(await replay({ origin: "import" })).toBe(9);
  });
});
