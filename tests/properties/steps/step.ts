import * as fc from "fast-check";
import type { World } from "../world/world.ts";

/** One thing that happens in a story. What it cannot be done to, it leaves alone. */
export interface Step {
  kind: string;
  text: string;
  run(world: World): Promise<void>;
}

/** `text` is how it shows in a report of what went wrong. */
export const step = (kind: string, text: string, run: Step["run"]): Step & fc.WithToStringMethod => ({
  kind,
  text,
  run,
  [fc.toStringMethod]: () => text,
});

/** One of several, by a number that means something however many there are. */
export const pick = <Item>(items: readonly Item[], number: number): Item | undefined => items[number % items.length];
