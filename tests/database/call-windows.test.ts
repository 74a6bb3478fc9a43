import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { burstLimits } from "../../supabase/functions/_shared/crm/pipedrive/burst-limits.ts";
import { type CallKind, type TestConnection, addConnection, longestWaitMs } from "../support/connection.ts";
import { type TestDatabase, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let connection: TestConnection;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  connection = await addConnection(database.sql);
});
afterAll(() => database.drop());

/** What Pipedrive counts in (core-api-concepts-rate-limiting). */
const windowMs = 2000;
const many = (count: number, kind: CallKind): CallKind[] => Array.from({ length: count }, () => kind);

/** The most that fall into any rolling window. */
const mostInWindow = (times: number[]): number => {
  const sorted = times.toSorted((one, other) => one - other);
  return Math.max(0, ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + windowMs).length));
};

/** Eight workers ask at once, each several times, for some calls of both kinds. */
const askFromMany = async (rounds: number, kindsOf: (round: number) => CallKind[]) => {
  const asked = await Promise.all(
    Array.from({ length: 8 }, async (_, worker) => {
      const answers = [];
      for (let round = 0; round < rounds; round++) {
        const kinds = kindsOf(worker + round);
        answers.push({ kinds, ...(await connection.reserve(...kinds)) });
      }
      return answers;
    }),
  );
  return asked.flat().toSorted((one, other) => one.at - other.at);
};

describe("one window for all workers of a connection", () => {
  test("in no rolling 2 s are more than 20 calls or 10 searches granted, whoever asks", async () => {
    const mixed: CallKind[][] = [["search"], ["other", "search", "other"], many(3, "other"), many(4, "search")];
    const asked = await askFromMany(12, (round) => mixed[round % mixed.length] ?? []);
    const calls = asked.flatMap(({ kinds, at, waitsMs = [] }) =>
      kinds.flatMap((kind, place) => {
        const wait = waitsMs[place];
        return typeof wait === "number" ? [{ kind, at: at + wait }] : [];
      }),
    );
    expect(calls.length).toBeGreaterThan(80);
    expect(mostInWindow(calls.map(({ at }) => at))).toBeLessThanOrEqual(20);
    expect(mostInWindow(calls.flatMap(({ kind, at }) => (kind === "search" ? [at] : [])))).toBeLessThanOrEqual(10);
  });

  test("the windows are used: 20 calls and 10 searches go at once, nobody waits without need", async () => {
    expect((await connection.reserve(...many(20, "other"))).waitsMs).toEqual(Array(20).fill(0));
    const next = await connection.reserve(...many(20, "other"));
    for (const wait of next.waitsMs ?? []) {
      expect(wait).toBeGreaterThan(burstLimits.window_ms - 500);
      expect(wait).toBeLessThanOrEqual(burstLimits.window_ms);
    }
    const other = await addConnection(database.sql);
    expect((await other.reserve(...many(10, "search"), ...many(10, "other"))).waitsMs).toEqual(Array(20).fill(0));
  });

  test("first come, first served: of a kind no later call is granted an earlier time", async () => {
    const asked = await askFromMany(8, (round) => (round % 3 === 0 ? ["search", "search"] : ["other"]));
    for (const kind of ["search", "other"]) {
      const times = asked.filter(({ kinds }) => kinds.includes(kind as CallKind)).flatMap(({ grantedAt }) => grantedAt);
      expect(times.length).toBeGreaterThan(20);
      // Waits are told in whole milliseconds, and a busy machine may hold up an answer on its way to the time that is noted beside it.
      for (const [index, at] of times.entries()) expect(at).toBeGreaterThan((times[index - 1] ?? 0) - 100);
    }
  });

  test("the room that searches have to leave is used: notes do not wait behind the searches of others", async () => {
    const searches = await connection.reserve(...many(90, "search"));
    const notes = await connection.reserve(...many(90, "other"));
    const times = [...searches.grantedAt, ...notes.grantedAt];
    expect(times).toHaveLength(180);
    expect(mostInWindow(times)).toBeLessThanOrEqual(20);
    expect(notes.waitsMs?.[0]).toBe(0);
    expect(Math.max(...(notes.waitsMs ?? []).map(Number))).toBeLessThanOrEqual(
      Math.max(...(searches.waitsMs ?? []).map(Number)),
    );
  });

  test("nobody waits longer than they must, however the calls before them lie", async () => {
    const [most, span] = [4, 100];
    let seed = 1;
    const dice = (sides: number) => ((seed = Math.imul(seed, 48_271) & 0x7fff_ffff) >>> 8) % sides;
    const fits = (calls: number[], at: number) => {
      const sorted = [...calls, at].toSorted((one, other) => one - other);
      return sorted.every((from, index) => (sorted[index + most] ?? Number.POSITIVE_INFINITY) - from >= span);
    };
    for (let round = 0; round < 300; round++) {
      const calls: number[] = [];
      for (let tries = dice(60); tries > 0; tries--) {
        const at = dice(1000);
        if (fits(calls, at)) calls.push(at);
      }
      const earliest = dice(1000);
      const candidates = [earliest, ...calls.map((at) => at + span)].filter((at) => at >= earliest);
      const expected = Math.min(...candidates.filter((at) => fits(calls, at)));
      const [row] = await database.sql`
        select extract(epoch from private.first_room(
          array(select to_timestamp(c) from unnest(${calls}::float8[]) c order by 1), to_timestamp(${earliest}), ${most},
          make_interval(secs => ${span})))::int as at`;
      expect(row).toEqual({ at: expected });
    }
  });

  test("what the windows had long ago does not count", async () => {
    await connection.reserve(...many(20, "search"));
    await database.sql`
      update private.crm_call_windows set calls = array(select t - interval '1 minute' from unnest(calls) t),
        searches = array(select t - interval '1 minute' from unnest(searches) t) where connection_id = ${connection.id}`;
    expect((await connection.reserve(...many(10, "search"))).waitsMs).toEqual(Array(10).fill(0));
  });

  test("a clock that was set back holds nobody up for longer than anybody waits", async () => {
    await connection.reserve(...many(20, "search"));
    await database.sql`
      update private.crm_call_windows set calls = array(select t + interval '1 hour' from unnest(calls) t),
        searches = array(select t + interval '1 hour' from unnest(searches) t) where connection_id = ${connection.id}`;
    expect((await connection.reserve("search", "other")).waitsMs).toEqual([0, 0]);
  });

  test("one connection's calls do not make another's wait", async () => {
    const other = await addConnection(database.sql);
    await connection.reserve(...many(300, "search"));
    expect((await other.reserve("search")).waitsMs).toEqual([0]);
  });
});

describe("more than there is room for", () => {
  test("a thousand at once: who would wait longer than 20 s takes no place, and the line does not grow", async () => {
    const asked = await askFromMany(13, () => many(10, "search"));
    const waits = asked.flatMap(({ waitsMs = [] }) => waitsMs);
    expect(waits).toHaveLength(1040);
    const granted = waits.filter((wait) => wait !== null);
    // Ten now and ten more every window, for as long as somebody may wait.
    const room = 10 * (1 + Math.floor(longestWaitMs / burstLimits.window_ms));
    expect(granted.length).toBeGreaterThanOrEqual(room);
    expect(granted.length).toBeLessThanOrEqual(room + 10);
    expect(Math.max(...granted)).toBeLessThanOrEqual(longestWaitMs);
    const [line] = await database.sql`
      select extract(epoch from calls[cardinality(calls)] - clock_timestamp())::float8 as seconds, cardinality(calls) as calls
      from private.crm_call_windows where connection_id = ${connection.id}`;
    expect(line?.["seconds"]).toBeLessThanOrEqual(longestWaitMs / 1000);
    expect(line?.["calls"]).toBeLessThanOrEqual(room + 10);
  });

  test("a thousand of both kinds at once are told in time", async () => {
    const begunAt = performance.now();
    const asked = await askFromMany(13, (round) => [...many(5, "search"), ...many(5, round % 2 ? "search" : "other")]);
    const ms = (performance.now() - begunAt) / asked.length;
    console.log(`${ms.toFixed(1)} ms for ten places in a full line`);
    const granted = asked.flatMap(({ grantedAt }) => grantedAt);
    expect(mostInWindow(granted)).toBeLessThanOrEqual(20);
    expect(granted.length).toBeGreaterThan(180);
    expect(ms).toBeLessThan(50);
  });

  test("whoever comes back when the line has moved on is served", async () => {
    await askFromMany(13, () => many(10, "search"));
    await database.sql`
      update private.crm_call_windows set calls = array(select t - interval '20 s' from unnest(calls) t),
        searches = array(select t - interval '20 s' from unnest(searches) t) where connection_id = ${connection.id}`;
    const [first] = (await connection.reserve("search")).waitsMs ?? [];
    expect(first).toBeLessThanOrEqual(burstLimits.window_ms);
  });

  test("a call that is no search still goes when only the searches have no room", async () => {
    await connection.reserve(...many(200, "search"));
    const { waitsMs } = await connection.reserve("search", "other", "search");
    expect(waitsMs?.[0]).toBeNull();
    expect(waitsMs?.[1]).toBe(0);
    expect(waitsMs?.[2]).toBeNull();
  });
});

describe("while the CRM wants no calls", () => {
  test("nothing is granted, no place is taken, and everybody is told for how long and why", async () => {
    await connection.pause(60_000, "shut_out");
    for (const answer of await askFromMany(3, () => ["search", "other"])) {
      expect(answer.waitsMs).toBeUndefined();
      expect(answer.pausedBecause).toBe("shut_out");
      expect(answer.pausedMs).toBeGreaterThan(58_000);
      expect(answer.pausedMs).toBeLessThanOrEqual(60_000);
    }
    await connection.endPause();
    expect((await connection.reserve(...many(10, "search"))).waitsMs).toEqual(Array(10).fill(0));
  });

  test("from the moment it is said, also to those who are asking just then", async () => {
    const pause = async (): Promise<number> => {
      await connection.pause(60_000);
      const [row] = await database.sql`select extract(epoch from clock_timestamp())::float8 * 1000 as at`;
      return Number(row?.["at"]);
    };
    const [asked, pausedAt] = await Promise.all([askFromMany(20, () => ["other"]), pause()]);
    const late = asked.filter(({ at }) => at > pausedAt);
    expect(late.length).toBeGreaterThan(0);
    expect(late.every(({ pausedMs }) => pausedMs !== undefined)).toBe(true);
  });

  test("who holds a place of before can ask without taking one", async () => {
    expect((await connection.reserve()).waitsMs).toEqual([]);
    await connection.pause(60_000, "daily_budget");
    expect(await connection.reserve()).toMatchObject({ pausedBecause: "daily_budget" });
  });
});
