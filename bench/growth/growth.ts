import type { Figure, Measure, Size } from "../figure.ts";
import { figureOf } from "../statistics.ts";
import { type World, pagesOf, placeOf, timeOf } from "./ask.ts";
import { diskFigures } from "./disk.ts";
import { generate } from "./generate.ts";
import { questions } from "./questions.ts";
import { retentionFigures } from "./retention.ts";
import { type GrowthServer, startGrowthServer } from "./server.ts";

const workspaces = 1000;
/** Of generate.sql: the largest, with a tenth of all meetings. */
const workspace = 1;

/** Attendees of each meeting: ten make ten million outcomes of the largest. */
const scales = {
  quick: { sizes: [2_000, 20_000], attendees: 4, rounds: 5 },
  full: { sizes: [10_000, 100_000, 1_000_000], attendees: 10, rounds: 21 },
} satisfies Record<Size, { sizes: number[]; attendees: number; rounds: number }>;

const makeWorlds = async (server: GrowthServer, sizes: number[], attendees: number): Promise<World[]> => {
  const worlds: World[] = [];
  for (const meetings of sizes) {
    const sql = await server.createDatabase(`of_${meetings}`);
    await generate(sql, { meetings, attendees, workspaces });
    worlds.push({ sql, meetings, workspace, place: await placeOf(sql, workspace) });
  }
  return worlds;
};

const named = ({ meetings }: World): string => `${meetings.toLocaleString("en")} meetings`;

/** Round by round all worlds, so that what else the machine does falls on each. */
const timesOf = async (worlds: World[], question: (typeof questions)[number], rounds: number) => {
  const times = worlds.map((): number[] => []);
  for (let round = -2; round < rounds; round += 1) {
    for (const [at, world] of worlds.entries()) {
      const ms = await timeOf(world, question);
      if (round >= 0) times[at]?.push(ms);
    }
  }
  return times;
};

const growthOf = async (worlds: World[], asked: typeof questions, rounds: number): Promise<Figure[]> => {
  const figures: Figure[] = [];
  const [smallest, ...larger] = worlds;
  if (!smallest) return figures;
  for (const question of asked) {
    const [floor = [], ...times] = await timesOf(worlds, question, rounds);
    for (const [at, world] of larger.entries()) {
      const isLargest = at === larger.length - 1;
      if (!isLargest && !question.isCore) continue;
      const figure = figureOf(`${question.name}, ${named(world)}`, "ms", times[at] ?? [], {
        what: `at ${named(smallest)}`,
        rounds: floor,
      });
      figures.push(isLargest && question.holdsBudget ? { ...figure, budget: { of: "ratio", most: 1.5 } } : figure);
      if (!isLargest || !question.isCore) continue;
      figures.push(
        figureOf(`${question.name}, 8 kB pages looked at`, "count", [await pagesOf(world, question)], {
          what: `at ${named(smallest)}`,
          rounds: [await pagesOf(smallest, question)],
        }),
      );
    }
  }
  return figures;
};

const policiesOf = async (world: World, rounds: number): Promise<Figure[]> => {
  const figures: Figure[] = [];
  for (const question of questions.filter(({ isCore, asker }) => isCore && asker === "owner")) {
    const under: number[] = [];
    const past: number[] = [];
    for (let round = -1; round < rounds; round += 1) {
      const [a, b] = [await timeOf(world, question), await timeOf(world, question, "owner of the tables")];
      if (round < 0) continue;
      under.push(a);
      past.push(b);
    }
    figures.push(
      figureOf(`row-level security: ${question.name}`, "ms", under, {
        what: "as the owner of the tables",
        rounds: past,
      }),
    );
  }
  return figures;
};

export default {
  title: "Growth",
  about:
    "The same questions of databases with more and more meetings in 1,000 workspaces, asked by people of the largest, which has a tenth of everything: against the smallest of them, round by round.",
  run: async (size) => {
    const { sizes, attendees, rounds } = scales[size];
    const server = await startGrowthServer();
    try {
      const worlds = await makeWorlds(server, sizes, attendees);
      const largest = worlds.at(-1);
      if (!largest) return [];
      const core = questions.filter(({ isCore }) => isCore);
      if (size === "quick") return await growthOf(worlds, core, rounds);
      return [
        ...(await growthOf(worlds, questions, rounds)),
        ...(await policiesOf(largest, rounds)),
        ...(await diskFigures(largest, attendees)),
        ...(await retentionFigures(largest)),
      ];
    } finally {
      await server.stop();
    }
  },
} satisfies Measure;
