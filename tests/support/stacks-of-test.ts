import fs from "node:fs";
import { afterEach, vi } from "vitest";
import { type Place, type StartedStack, makePlace, npmStart, processesOf } from "./started-stack.ts";

/** Places and stacks that are gone when the test is over, however it ended. */
export const stacksOfTest = () => {
  const places: Place[] = [];
  const stacks: StartedStack[] = [];

  afterEach(async () => {
    for (const stack of stacks.splice(0)) {
      if (stack.process.exitCode === null) stack.process.kill("SIGTERM");
      await stack.exited;
    }
    for (const { dataDir } of places.splice(0)) fs.rmSync(dataDir, { recursive: true, force: true });
  });

  return {
    newPlace: async (): Promise<Place> => {
      const place = await makePlace();
      places.push(place);
      return place;
    },
    start: (place: Place): StartedStack => {
      const stack = npmStart(place.environment);
      stacks.push(stack);
      return stack;
    },
    expectNothingLeft: (place: Place) =>
      vi.waitUntil(() => processesOf(place).length === 0, { timeout: 15_000, interval: 100 }),
  };
};
