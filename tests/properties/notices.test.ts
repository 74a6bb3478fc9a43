import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { play } from "./play.ts";
import { forgetsIntents, repeatsWrites } from "./sabotage.ts";
import { storyArb } from "./story.ts";
import { type Stage, openStage } from "./world/stage.ts";
import { createTally } from "./world/tally.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(createTally());
});
afterAll(() => stage.close());

test.each([
  ["every write is repeated on its way", repeatsWrites],
  ["nobody looks for a note that may have been written", forgetsIntents],
])("the properties notice when %s", async (_, sabotage) => {
  const result = await fc.check(
    fc.asyncProperty(storyArb, (story) => play(stage, story, sabotage)),
    { numRuns: 500, seed: 5, endOnFailure: true },
  );
  expect(String(result.errorInstance)).toContain("written twice: dbr-");
});
