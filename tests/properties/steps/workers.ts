import * as fc from "fast-check";
import type { Mishap } from "../world/line.ts";
import { expectOk, type World } from "../world/world.ts";
import { type Step, step } from "./step.ts";

const callArb = {
  at: fc.integer({ min: 1, max: 16 }),
  moment: fc.constantFrom("before" as const, "after" as const),
};
const mishapArb: fc.Arbitrary<Mishap> = fc.record({ ...callArb, how: fc.constantFrom("silence", "loss") });

const describe = (mishap: Mishap | null): string =>
  mishap
    ? `a worker (${mishap.how === "silence" ? "falls silent" : "loses"} ${mishap.moment} call ${mishap.at})`
    : "a worker";

const maybeMishap = fc.option(mishapArb, { freq: 3 });

export const work = maybeMishap.map((mishap) => step("work", describe(mishap), (world) => world.work([mishap])));

export const workTogether = fc
  .tuple(maybeMishap, maybeMishap)
  .map((mishaps) => step("work, two at once", mishaps.map(describe).join(" and "), (world) => world.work(mishaps)));

/** A worker, and something that happens in the middle of one of its calls. */
export const workMeanwhile = (steps: fc.Arbitrary<Step>) =>
  fc.record({ ...callArb, meanwhile: steps }).map(({ at, moment, meanwhile }) =>
    step("work, and meanwhile", `a worker, and ${moment} its call ${at}: ${meanwhile.text}`, async (world) => {
      const how = async (): Promise<void> => {
        world.tell(`  ${meanwhile.text}`);
        world.stage.tally.add(`step: ${meanwhile.kind}`);
        await meanwhile.run(world);
      };
      await world.work([{ at, moment, how }]);
    }),
  );

export const wake = fc.constant(step("wake a silent worker", "a silent worker wakes", (world) => world.wakeOne()));

const minute = 60_000;
const waits = { "5 s": 5000, "40 s": 40_000, "2 min": 2 * minute, "1 h": 60 * minute, "1 day": 1440 * minute };

export const passTime = fc
  .constantFrom(...(Object.keys(waits) as (keyof typeof waits)[]))
  .map((wait) => step("time passes", `${wait} pass`, (world) => world.time.pass(waits[wait])));

/** What is done by the clock, as if nobody had rung lately. */
export const ringHousekeeper = async ({ stage }: World): Promise<void> => {
  await stage.sql`update private.housekeeping set ran_at = '-infinity'`;
  await expectOk(stage.database.rpc("keep_house"));
};

export const keepHouse = fc.constant(step("keep house", "the clock rings the housekeeper", ringHousekeeper));
