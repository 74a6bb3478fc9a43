import { brokenPromises } from "./ending.ts";
import type { Story } from "./story.ts";
import type { Stage } from "./world/stage.ts";
import { createWorld, type Sabotage } from "./world/world.ts";

/** Of what happened before, so much is told. */
const lastLines = 150;

/** Plays a story to its end. @throws Error naming the promises that were not kept, with what happened before. */
export const play = async (stage: Stage, { talks, steps }: Story, sabotage?: Sabotage): Promise<void> => {
  const world = await createWorld(stage, talks, sabotage);
  try {
    for (const { kind, text, run } of steps) {
      world.tell(text);
      stage.tally.add(`step: ${kind}`);
      await run(world);
    }
    const broken = await brokenPromises(world);
    if (broken.length > 0) throw new Error([...broken, "", ...world.record.slice(-lastLines)].join("\n"));
  } finally {
    await world.close();
  }
};
