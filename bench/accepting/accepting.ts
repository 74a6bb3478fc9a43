import type { Figure, Measure, Size } from "../figure.ts";
import { figureOf, percentile } from "../statistics.ts";
import { bodyOf, sign } from "./deliveries.ts";
import { type Load, send } from "./load.ts";
import { measureShares } from "./measure-shares.ts";
import { type Front, type Place, type Subject, openPlace } from "./place.ts";
import { bodySizes } from "./sizes.ts";

const subjects: Subject[] = ["product", "oneCall", "bare"];
const names: Record<Front, string> = { gateway: "embedded stack", thin: "one statement a call" };

/** Deliveries a round, and rounds: many short ones, so that what else the machine does meets product and floor alike. */
const effort = (size: Size, bytes: number, atOnce: number): { count: number; rounds: number } => {
  if (size === "quick") return { count: 64, rounds: 9 };
  return { count: Math.max(bytes > 1_000_000 ? 8 : 96, atOnce), rounds: bytes > 1_000_000 ? 3 : 9 };
};

const conditionsOf = (size: Size): { front: Front; body: (typeof bodySizes)[number]; atOnce: number }[] => {
  const quick = size === "quick";
  // The promise is of the gateway. What is behind it is looked at when there is time.
  const fronts: Front[] = quick ? ["gateway"] : ["gateway", "thin"];
  return fronts.flatMap((front) =>
    bodySizes
      // Two megabytes through the gateway take seconds that are the gateway's own.
      .filter(({ bytes }) => bytes < 1_000_000 || front !== "gateway")
      .flatMap((body) => (quick ? [16] : [1, 16, 64]).map((atOnce) => ({ front, body, atOnce }))),
  );
};

const toFigures = (front: Front, conditions: string, loads: Record<Subject, Load[]>): Figure[] => {
  const figure = (what: string, unit: Figure["unit"], of: (load: Load) => number, floor: Subject = "oneCall"): Figure =>
    figureOf(`${conditions}: ${what}`, unit, loads.product.map(of), {
      what: floor === "bare" ? "reading the body" : "the same call alone",
      rounds: loads[floor].map(of),
    });
  const wait = (part: number): Figure => figure(`ack p${part * 100}`, "ms", ({ waits }) => percentile(waits, part));
  const accepted = figure("accepted", "a second", ({ rate }) => rate);
  return [
    // The promise is of the embedded stack: the thin front takes away what any data API costs, so that the rest can be seen.
    front === "gateway" ? { ...accepted, budget: { of: "ratio", least: 0.8 } } : accepted,
    ...(front === "thin" ? [figure("accepted", "a second", ({ rate }) => rate, "bare")] : []),
    ...(front === "thin" ? [0.5, 0.95, 0.99] : [0.5]).map(wait),
  ];
};

/** Product and floors in turns, each round begun by another of them. */
const measureOne = async (urls: Record<Subject, string>, deliver: (url: string) => Promise<Load>, rounds: number) => {
  const loads: Record<Subject, Load[]> = { product: [], oneCall: [], bare: [] };
  for (let round = -1; round < rounds; round += 1) {
    for (let turn = 0; turn < subjects.length; turn += 1) {
      const subject = subjects[(turn + round + 1) % subjects.length] ?? "product";
      const load = await deliver(urls[subject]);
      // The first warms up, and makes the senders known.
      if (round >= 0) loads[subject].push(load);
    }
  }
  return loads;
};

const countCalls = async ({ calls, urls, integrationIds }: Place): Promise<Figure[]> => {
  const callsOfOne = async (): Promise<number> => {
    await calls();
    await send(urls.thin.product, sign(bodyOf(3_000), integrationIds.slice(0, 1), 1), 1);
    return (await calls()).filter((name) => name !== "worker").length;
  };
  const figure = async (what: string, most: number): Promise<Figure> => ({
    what: `calls of the database, ${what}`,
    value: await callsOfOne(),
    unit: "count",
    budget: { of: "value", most },
  });
  return [await figure("sender not known", 2), await figure("sender known", 1)];
};

export default {
  title: "Accepting",
  about:
    "The function in its Deno, asked directly, against two bare Hono routes: one reads the body, one makes the same call of the database and nothing else. Function and floors reach Postgres through the embedded stack's gateway, and once more through a stand-in that makes one statement of each call: it hides nothing.",
  run: async (size) => {
    const place = await openPlace();
    try {
      const figures = await countCalls(place);
      for (const { front, body, atOnce } of conditionsOf(size)) {
        const { count, rounds } = effort(size, body.bytes, atOnce);
        const text = bodyOf(body.bytes);
        const deliver = (url: string) => send(url, sign(text, place.integrationIds, count), atOnce);
        const loads = await measureOne(place.urls[front], deliver, rounds);
        figures.push(...toFigures(front, `${names[front]}, ${body.name}, ${atOnce} at once`, loads));
        await place.empty();
      }
      return size === "quick" ? figures : [...figures, ...(await measureShares(place))];
    } finally {
      await place.stop();
    }
  },
} satisfies Measure;
