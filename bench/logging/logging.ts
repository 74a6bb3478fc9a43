import { burstLimits } from "../../supabase/functions/_shared/crm/pipedrive/burst-limits.ts";
import { newTeam } from "../../tests/support/new-team.ts";
import { pipedriveToken, startOwnStack } from "../../tests/support/own-stack.ts";
import type { Figure, Measure, Size } from "../figure.ts";
import { figureOf } from "../statistics.ts";
import { type Times, logNewPeople, twoCalls } from "./log-people.ts";
import { computed, reached } from "./throughput.ts";

const callMs = 150;
const sizes: Record<Size, { people: number[]; rounds: number; seconds: number | null }> = {
  quick: { people: [1, 8], rounds: 5, seconds: null },
  full: { people: [1, 2, 8, 40], rounds: 15, seconds: 30 },
};
/** Within the searches of one window of the rate limit: what the budget is promised for. */
const mostAtOnce = 8;

/** How long the last of so many searches has to wait for its window of the rate limit. */
const windowsOf = (people: number): number =>
  (Math.ceil(people / burstLimits.searches_per_window) - 1) * burstLimits.window_ms;

const toFigures = (people: number, times: Times[], floors: number[]): Figure[] => {
  const who = `${people} new ${people === 1 ? "person" : "people"}`;
  const floor = { what: people > mostAtOnce ? "two calls within the limits" : "two calls", rounds: floors };
  const step = figureOf(
    `${who}: the log step`,
    "ms",
    times.map(({ stepMs }) => stepMs),
    floor,
  );
  return [
    people > mostAtOnce ? step : { ...step, budget: { of: "ratio", most: 1.3 } },
    figureOf(
      `${who}: from the delivery to the last outcome`,
      "ms",
      times.map(({ deliveryMs }) => deliveryMs),
      floor,
    ),
  ];
};

export default {
  title: "Logging",
  about:
    "From the delivery to the last attendee's outcome with a CRM that answers in 150 ms, against two calls of it one after the other; and how many meetings an hour one Pipedrive connection takes.",
  run: async (size) => {
    // Nobody is limited but by Debrief: the floor's calls are not counted with its own.
    const own = await startOwnStack({ limits: { callsPerWindow: 1e9, searchesPerWindow: 1e9, tokensPerDay: 1e9 } });
    try {
      const team = await newTeam(own.stack.file, { pipedriveToken });
      const ring = await own.startWorker();
      own.crm.setLatency(callMs);
      const { people, rounds, seconds } = sizes[size];
      for (let round = 0; round < 3; round += 1) await logNewPeople(own, { team, people: mostAtOnce, ring });
      const figures: Figure[] = [];
      for (const count of people) {
        const [times, floors]: [Times[], number[]] = [[], []];
        for (let round = 0; round < (count > mostAtOnce ? 3 : rounds); round += 1) {
          floors.push((await twoCalls(own, count)) + windowsOf(count));
          times.push(await logNewPeople(own, { team, people: count, ring }));
        }
        figures.push(...toFigures(count, times, floors));
      }
      if (seconds === null) return figures;
      return [...figures, ...computed(), await reached(own, { team, ring, seconds })];
    } finally {
      await own.stop();
    }
  },
} satisfies Measure;
