import type { Figure, Measure, Size } from "../figure.ts";
import { figureOf } from "../statistics.ts";
import { type Case, cases, prepare } from "./cases.ts";
import { type Cost, costOf, settle } from "./count.ts";
import { openPlace } from "./place.ts";

const words: [keyof Cost, string, "count" | "kB"][] = [
  ["functionCalls", "function calls", "count"],
  ["databaseCalls", "database calls", "count"],
  ["queueCalls", "of those to ask the queue", "count"],
  ["pipedriveTokens", "Pipedrive tokens", "count"],
  ["fathomCalls", "Fathom calls", "count"],
  ["rows", "rows written", "count"],
  ["walBytes", "written to the database's log", "kB"],
];

/** Of one meeting; what it costs nothing of is left out unless that is promised. */
const toFigures = ({ what, meetings, most = {} }: Case, rounds: Cost[]): Figure[] =>
  words.flatMap(([key, word, unit]) => {
    if (rounds.length === 0) return [];
    const values = rounds.map((cost) => cost[key] / meetings / (unit === "kB" ? 1000 : 1));
    const limits: Partial<Record<keyof Cost, number>> = most;
    const limit = limits[key];
    if (limit === undefined && values.every((value) => value === 0)) return [];
    const figure = figureOf(`${what}: ${word}`, unit, values);
    return [limit === undefined ? figure : { ...figure, budget: { of: "value" as const, most: limit } }];
  });

const roundsOf: Record<Size, number> = { quick: 1, full: 2 };

export default {
  title: "Cost",
  about:
    "What a meeting costs, counted between the functions and everything that they call. A copy of a delivery and a sweep that finds nothing cost what is lost on them.",
  run: async (size) => {
    const place = await openPlace();
    try {
      await prepare(place);
      const costs = new Map<Case, Cost[]>(cases.map((one) => [one, []]));
      // Round 0 is warm-up: everything is loaded and asked for the first time.
      for (let round = 0; round <= roundsOf[size]; round += 1) {
        if (round === 1) await settle(place, size);
        for (const one of cases) {
          if (one.isLong && (size === "quick" || round !== 1)) continue;
          const cost = await costOf(place, () => one.work(place), round === 0 ? "quick" : size);
          if (round > 0) costs.get(one)?.push(cost);
        }
      }
      return cases.flatMap((one) => toFigures(one, costs.get(one) ?? []));
    } finally {
      await place.stop();
    }
  },
} satisfies Measure;
