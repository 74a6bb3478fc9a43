import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";

export interface SoakArguments {
  minutes: number;
  /** Decides what is sent and what goes wrong when; not how fast the machine is. */
  seed: number;
}

export const usage = `npm run soak                          three minutes under load while everything around it fails
npm run soak -- --minutes 10 --seed 7  as long as you like, with the faults of another run`;

/** Null when they are not understood. */
export const readArguments = (argv: string[]): SoakArguments | null => {
  try {
    const { values } = parseArgs({ args: argv, options: { minutes: { type: "string" }, seed: { type: "string" } } });
    const minutes = Number(values.minutes ?? 3);
    const seed = Number(values.seed ?? randomInt(1_000_000));
    return minutes > 0 && Number.isInteger(seed) && seed >= 0 ? { minutes, seed } : null;
  } catch {
    return null;
  }
};
