import type { Figure, Unit } from "./figure.ts";

/** The value that so large a part of them does not exceed (nearest rank); NaN of none. */
export const percentile = (values: number[], part: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
};

export const median = (values: number[]): number => percentile(values, 0.5);

/** A figure of several rounds, and of the floor's rounds beside them: the ratio is the median of the pairs' ratios. */
export const figureOf = (
  what: string,
  unit: Unit,
  rounds: number[],
  floor?: { what: string; rounds: number[] },
): Figure => ({
  what,
  unit,
  value: median(rounds),
  ...(rounds.length > 1 && { spread: { min: Math.min(...rounds), max: Math.max(...rounds) } }),
  ...(floor && {
    floor: {
      what: floor.what,
      value: median(floor.rounds),
      ratio: median(rounds.flatMap((value, at) => (floor.rounds[at] === undefined ? [] : [value / floor.rounds[at]]))),
    },
  }),
});
