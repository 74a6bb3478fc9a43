import * as fc from "fast-check";
import { afterAll, beforeAll, test } from "vitest";
import { play } from "./play.ts";
import { storyArb } from "./story.ts";
import { type Stage, openStage } from "./world/stage.ts";
import { createTally } from "./world/tally.ts";

const runs = Number(process.env["DEBRIEF_PROPERTY_RUNS"] ?? 500);
const seed = Number(process.env["DEBRIEF_PROPERTY_SEED"] ?? Date.now() % 2 ** 31);

/** So many stories are played at the same time, each lane in a database of its own: one computes while another waits. */
const laneCount = 2;

const tally = createTally();
let stages: Stage[];
beforeAll(async () => {
  stages = await Promise.all(Array.from({ length: laneCount }, () => openStage(tally)));
});
afterAll(() => Promise.all(stages.map((stage) => stage.close())));

test("whatever happens, in the end everything is in the CRM, once, and every attendee has an outcome", async () => {
  console.log(`seed ${seed}, ${runs} runs (DEBRIEF_PROPERTY_SEED, DEBRIEF_PROPERTY_RUNS)`);
  const startedAt = performance.now();
  const lanes = await Promise.allSettled(
    stages.map((stage, lane) =>
      fc.assert(
        fc.asyncProperty(storyArb, (story) => play(stage, story)),
        { numRuns: Math.ceil(runs / laneCount), seed: seed + lane },
      ),
    ),
  );
  console.log(`${Math.round((performance.now() - startedAt) / 1000)} s\n${tally.report()}`);
  const failed = lanes.find((lane) => lane.status === "rejected");
  if (failed) throw failed.reason;
});
