/** What a measure found: one line of the table. */
export interface Figure {
  /** What was measured, under which conditions: `64 at once, 3 kB`. */
  what: string;
  value: number;
  unit: Unit;
  /** Smallest and largest of the rounds, where there were several; `value` is their median then. */
  spread?: { min: number; max: number };
  /** What no program can do without, measured in the same run, and `value` as a multiple of it. */
  floor?: { what: string; value: number; ratio: number };
  /** What design and README promise. */
  budget?: Budget;
}

export type Unit = "ms" | "s" | "a second" | "an hour" | "count" | "x" | "%" | "kB" | "MB";

/** A figure, or its ratio to the floor where `of` says so, within these. */
export interface Budget {
  of: "value" | "ratio";
  most?: number;
  least?: number;
}

/** How much is tried: `quick` takes seconds and finds what has become much worse, `full` is for the page of figures. */
export type Size = "quick" | "full";

/** A part of `npm run bench`. */
export interface Measure {
  title: string;
  /** Two sentences at most: what is compared with what. */
  about: string;
  run(size: Size): Promise<Figure[]>;
}

/** Whether a figure keeps its budget; one without a budget does. */
export const keepsBudget = ({ value, floor, budget }: Figure): boolean => {
  if (!budget) return true;
  const judged = budget.of === "ratio" ? floor?.ratio : value;
  if (judged === undefined || Number.isNaN(judged)) return false;
  return judged <= (budget.most ?? Infinity) && judged >= (budget.least ?? -Infinity);
};
