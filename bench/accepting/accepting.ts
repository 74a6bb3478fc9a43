import path from "node:path";
import * as z from "zod";
import type { Figure, Measure, Size } from "../figure.ts";
import { figureOf, percentile } from "../statistics.ts";
import { bodyOf, sign, signingSecret } from "./deliveries.ts";
import { type Load, send } from "./load.ts";
import { type Place, openPlace } from "./place.ts";

const sizes = [
  { bytes: 3_000, name: "3 kB" },
  { bytes: 50_000, name: "50 kB" },
  { bytes: 2_000_000, name: "2 MB" },
] as const;
const atOnce = [1, 16, 64] as const;

type Subject = keyof Place["urls"];
const subjects: Subject[] = ["product", "oneCall", "bare"];

/** Deliveries a round, and rounds. The longest take seconds each. */
const effort = (size: Size, bytes: number, together: number): { count: number; rounds: number } => {
  const count = bytes > 1_000_000 ? 16 : bytes > 10_000 ? 128 : 256;
  return size === "quick"
    ? { count: Math.max(Math.round(count / 3), together), rounds: 3 }
    : { count: Math.max(together === 1 ? count / 2 : count, together), rounds: bytes > 1_000_000 ? 5 : 9 };
};

const ratesOf = (loads: Load[]): number[] => loads.map(({ rate }) => rate);
const waitsOf = (loads: Load[], part: number): number[] => loads.map(({ waits }) => percentile(waits, part));

const toFigures = (conditions: string, loads: Record<Subject, Load[]>): Figure[] => {
  const oneCall = (rounds: (from: Load[]) => number[]) => ({ what: "one call", rounds: rounds(loads.oneCall) });
  const waits = (part: number): Figure =>
    figureOf(`${conditions}: ack p${part * 100}`, "ms", waitsOf(loads.product, part), {
      ...oneCall((from) => waitsOf(from, part)),
    });
  return [
    {
      ...figureOf(`${conditions}: accepted`, "a second", ratesOf(loads.product), oneCall(ratesOf)),
      budget: { of: "ratio", least: 0.8 },
    },
    figureOf(`${conditions}: accepted`, "a second", ratesOf(loads.product), {
      what: "reading the body",
      rounds: ratesOf(loads.bare),
    }),
    ...[0.5, 0.95, 0.99].map(waits),
  ];
};

/** Product and floors in turns, each round begun by another of them. */
const measureOne = async (place: Place, size: Size, bytes: number, together: number) => {
  const { count, rounds } = effort(size, bytes, together);
  const body = bodyOf(bytes);
  const loads: Record<Subject, Load[]> = { product: [], oneCall: [], bare: [] };
  for (let round = -1; round < rounds; round += 1) {
    for (let turn = 0; turn < subjects.length; turn += 1) {
      const subject = subjects[(turn + round + 1) % subjects.length] ?? "product";
      const load = await send(place.urls[subject], sign(body, place.integrationIds, count), together);
      // The first warms up, and makes the senders known.
      if (round >= 0) loads[subject].push(load);
    }
  }
  await place.empty();
  return loads;
};

const countCalls = async (place: Place): Promise<Figure[]> => {
  const callsFor = async (): Promise<number> => {
    await place.calls();
    await send(place.urls.product, sign(bodyOf(3_000), place.integrationIds.slice(0, 1), 1), 1);
    return (await place.calls()).filter((name) => name !== "worker").length;
  };
  const [unknown, known] = [await callsFor(), await callsFor()];
  return [
    {
      what: "calls of the database, sender not known",
      value: unknown,
      unit: "count",
      budget: { of: "value", most: 2 },
    },
    { what: "calls of the database, sender known", value: known, unit: "count", budget: { of: "value", most: 1 } },
  ];
};

const sharesSchema = z.array(z.object({ size: z.number(), parse: z.number(), hmac: z.number(), database: z.number() }));

const measureShares = async (place: Place, size: Size): Promise<Figure[]> => {
  const printed = await place.runScript(path.join(import.meta.dirname, "shares.ts"), {
    SECRET: signingSecret,
    INTEGRATION: place.integrationIds[0] ?? "",
    SIZES: JSON.stringify(sizes.map(({ bytes }) => bytes)),
    TIMES: size === "quick" ? "5" : "30",
  });
  const shares = sharesSchema.parse(JSON.parse(printed.trim().split("\n").at(-1) ?? ""));
  return shares.flatMap(({ size: bytes, ...parts }) => {
    const name = sizes.find((known) => known.bytes === bytes)?.name;
    return Object.entries(parts).map(([part, value]): Figure => ({ what: `${name}: ${part}`, value, unit: "%" }));
  });
};

export default {
  title: "Accepting",
  about:
    "The function in its Deno, asked directly, against two bare Hono routes: one reads the body, one makes the same call of the database and nothing else. Both reach Postgres through the same thin stand-in of the data API (one statement a call), so that a gateway does not hide the difference.",
  run: async (size) => {
    const place = await openPlace();
    try {
      const figures = await countCalls(place);
      const tried = size === "quick" ? sizes.slice(0, 2) : sizes;
      for (const { bytes, name } of tried) {
        for (const together of size === "quick" ? ([1, 16] as const) : atOnce) {
          figures.push(...toFigures(`${name}, ${together} at once`, await measureOne(place, size, bytes, together)));
        }
      }
      return [...figures, ...(await measureShares(place, size))];
    } finally {
      await place.stop();
    }
  },
} satisfies Measure;
