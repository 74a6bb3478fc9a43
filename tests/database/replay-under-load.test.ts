import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LogEnd, type Mill, createMill, newMeeting } from "../support/mill.ts";
import { addIntegration } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let mill: Mill;
let workspaceId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const owner = await addUser(database.sql, "ana.host@example.com");
  ({ workspaceId } = owner);
  mill = createMill(database.sql, await addIntegration(database.sql, owner, "ana.host@example.com"));
});
afterAll(() => database.drop());

const rounds = 60;
/** The same run every time. */
const createDice = (seed: number) => {
  let state = seed;
  return (sides: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
};
const pick = <Item>(items: readonly Item[], dice: (sides: number) => number): Item => {
  const item = items[dice(items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
};
const ends: LogEnd[] = ["note_added", "not_found", "failed", "failed", "retry", "dead"];

describe("workers, deliveries, replays and look-ups at once", () => {
  test("wait for each other, never deadlock, and leave nothing in the middle", async () => {
    const { sql } = database;
    const dice = createDice(20_261_121);
    const meetings = Array.from({ length: 12 }, () => newMeeting());
    const events: string[] = [];
    // Every delivery brings two meetings, in any order, which others bring too.
    const deliver = async () => {
      const { eventId } = await mill.deliver(pick(meetings, dice), pick(meetings, dice));
      events.push(eventId);
    };
    for (const meeting of meetings) events.push((await mill.deliver(meeting)).eventId);
    await mill.drain("failed");
    for (let index = 0; index < 10; index++) await deliver();

    const problems: string[] = [];
    const count = new Map<string, number>();
    const keepDoing = async (what: string, act: () => Promise<unknown>): Promise<void> => {
      for (let round = 0; round < rounds; round++) {
        await act().then(
          () => count.set(what, (count.get(what) ?? 0) + 1),
          (error: { code?: string }) => problems.push(`${what}: ${error.code ?? String(error)}`),
        );
      }
    };
    const filter = (value: object) => JSON.stringify(value);
    await Promise.all([
      keepDoing("worker one", () => mill.turn(() => pick(ends, dice))),
      keepDoing("worker two", () => mill.turn(() => pick(ends, dice))),
      keepDoing("delivery", deliver),
      keepDoing("replay of one", () => sql`select public.replay_event(${pick(events, dice)})`),
      keepDoing("replay of another", () => sql`select public.replay_event(${pick(events, dice)})`),
      keepDoing("replay of all", () => {
        const states = filter({ states: ["dead", "unreadable", "retrying", "processed"] });
        return sql`select public.replay_events(${workspaceId}, ${states}::text::jsonb, 200)`;
      }),
      keepDoing("replay of attendees", () => {
        const status = pick(["failed", "not_found"], dice);
        return sql`select public.replay_attendees(${workspaceId}, ${filter({ status })}::text::jsonb, 200)`;
      }),
      keepDoing("somebody's log again", async () => {
        const [outcome] = await sql`select id from public.attendee_outcomes order by random() limit 1`;
        if (outcome) await sql`select public.log_attendee_again(${outcome["id"]})`;
      }),
      keepDoing("daily look-up", async () => {
        await sql`update public.attendee_outcomes set next_lookup_at = now() where id in
          (select id from public.attendee_outcomes where next_lookup_at > now() limit 5 for update skip locked)`;
        await sql`select private.look_up_again(500)`;
      }),
    ]);
    expect(problems).toEqual([]);
    expect([...count.values()]).toEqual(Array(9).fill(rounds));

    // Whatever waits for hours, and all that was given up, comes to an end.
    for (let day = 0; day < 3; day++) {
      await sql`update private.jobs set run_at = now() where state = 'queued'`;
      await mill.drain("note_added");
      await sql`select public.replay_events(${workspaceId}, ${filter({ states: ["dead"] })}::text::jsonb, 500)`;
      for (const status of ["failed", "not_found"])
        await sql`select public.replay_attendees(${workspaceId}, ${filter({ status })}::text::jsonb, 500)`;
    }
    const states = await sql`select distinct state from public.webhook_events`;
    const statuses = await sql`select distinct status from public.attendee_outcomes`;
    expect([states, statuses]).toEqual([[{ state: "processed" }], [{ status: "note_added" }]]);
    const [twice] = await sql`select count(*)::int as meetings from public.meetings`;
    expect(twice?.["meetings"]).toBeLessThanOrEqual(meetings.length);
    expect(await sql`select 1 from private.jobs where kind in ('store', 'log')`).toEqual([]);
  }, 120_000);
});
