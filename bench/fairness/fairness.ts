import { setTimeout as sleep } from "node:timers/promises";
import type { Figure, Measure } from "../figure.ts";
import { figureOf } from "../statistics.ts";
import { type Connection, type Place, openPlace, receiveMany } from "./place.ts";

const sizes = {
  quick: { backlog: 1000, others: [1, 10], rounds: 2, longestMs: 5_000 },
  full: { backlog: 10_000, others: [1, 10, 100], rounds: 5, longestMs: 240_000 },
};

/** The last of them may wait so many times as long as with nobody else there. */
const mostTimes = 3;

let guests = 0;

/** One new person's meeting arrives for each at the same moment; how long the last of them waits for the outcome. */
const slowestOf = async ({ own }: Place, connections: Connection[], longestMs: number): Promise<number> => {
  const from = (await own.sql<{ at: number }[]>`select extract(epoch from now())::float8 as at`)[0]?.at ?? 0;
  const emails: string[] = [];
  await own.sql.begin(async (t) => {
    for (const connection of connections) {
      const guest = `guest-${(guests += 1)}@example.org`;
      own.crm.addPerson({ name: guest, emails: [guest] });
      emails.push(guest);
      await receiveMany(t, connection, { count: 1, guest });
    }
  });
  for (const until = performance.now() + longestMs; performance.now() < until; await sleep(20)) {
    const [row] = await own.sql<{ logged: number; seconds: number }[]>`
      select count(*)::integer as logged, max(extract(epoch from o.updated_at) - ${from})::float8 as seconds
      from public.attendee_outcomes o where o.email = any (${emails}) and o.status = 'note_added'`;
    if (row?.logged === emails.length) return row.seconds * 1000;
  }
  return Infinity;
};

const countRunning = async ({ own }: Place): Promise<number> =>
  (await own.sql<{ count: number }[]>`select count(*)::integer as count from private.jobs where state = 'running'`)[0]
    ?.count ?? 0;

/** A worker that is rung again as soon as it has nothing to do, until `end`. */
const keepWorking = (ring: () => Promise<unknown>) => {
  let isOver = false;
  const ended = (async () => {
    while (!isOver) {
      await ring();
      await sleep(10);
    }
  })();
  return async (): Promise<void> => {
    isOver = true;
    await ended;
  };
};

const measure = async (place: Place, size: keyof typeof sizes): Promise<Figure[]> => {
  const { backlog, others, rounds, longestMs } = sizes[size];
  const { sql, crm } = place.own;
  const busy = await place.addConnection();
  crm.addPerson({ name: "Busy Buyer", emails: ["busy@example.org"] });
  await receiveMany(sql, busy, { count: backlog, guest: "busy@example.org" });
  /** The busy one's jobs wait from now on, or come back as the oldest of all. */
  const hold = async (days: number): Promise<void> => {
    await sql`update private.jobs set run_at = now() + ${days}::integer * interval '1 day'
              where workspace_id = ${busy.workspaceId} and state = 'queued'`;
  };
  const settle = async (): Promise<void> => {
    do {
      await hold(1);
      await sleep(50);
    } while ((await countRunning(place)) > 0);
  };

  const connections = await Promise.all(Array.from({ length: Math.max(...others) }, () => place.addConnection()));
  const endWork = keepWorking(await place.own.startWorker());
  try {
    await settle();
    await slowestOf(place, connections, longestMs);
    const figures: Figure[] = [];
    for (const count of others) {
      const alone: number[] = [];
      const beside: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        await settle();
        alone.push(await slowestOf(place, connections.slice(0, count), longestMs));
        await hold(-1);
        while ((await countRunning(place)) === 0) await sleep(20);
        await sleep(500);
        beside.push(await slowestOf(place, connections.slice(0, count), longestMs));
      }
      const what = `the slowest of ${count} others, ${backlog.toLocaleString("en")} meetings of one waiting`;
      figures.push({
        ...figureOf(what, "ms", beside, { what: "nobody else waiting", rounds: alone }),
        budget: { of: "ratio", most: mostTimes },
      });
    }
    return figures;
  } finally {
    await settle();
    await endWork();
  }
};

export default {
  title: "Fairness",
  about:
    "What a connection with a long backlog does to the others: one meeting arrives for each of them, and the last outcome is waited for. One worker, a CRM that answers in 150 ms.",
  run: async (size) => {
    const place = await openPlace();
    try {
      return await measure(place, size);
    } finally {
      await place.own.stop();
    }
  },
} satisfies Measure;
