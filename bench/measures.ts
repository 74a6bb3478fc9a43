import type { Measure } from "./figure.ts";

/** The parts of `npm run bench`, in the order of the table; each is loaded when it is measured. */
export const measures = {
  accepting: () => import("./accepting/accepting.ts"),
  logging: () => import("./logging/logging.ts"),
  fairness: () => import("./fairness/fairness.ts"),
  cost: () => import("./cost/cost.ts"),
  growth: () => import("./growth/growth.ts"),
  "cold-start": () => import("./cold-start/cold-start.ts"),
  client: () => import("./client/client.ts"),
  "side-by-side": () => import("./side-by-side/side-by-side.ts"),
} satisfies Record<string, () => Promise<{ default: Measure }>>;

export type MeasureName = keyof typeof measures;
export const measureNames = Object.keys(measures).filter((name): name is MeasureName => name in measures);
