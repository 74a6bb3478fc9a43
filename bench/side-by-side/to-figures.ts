import type { Figure, Unit } from "../figure.ts";
import { percentile } from "../statistics.ts";
import type { Trial } from "./try-receiver.ts";

interface Line {
  what: (trial: Trial) => string;
  unit: Unit;
  of: (trial: Trial) => number;
  /** What Debrief promises. */
  budget?: (trial: Trial) => Figure["budget"];
  /** What nobody can be faster than. */
  floor?: { what: string; of: (trial: Trial) => number };
}

const none: Line["budget"] = () => ({ of: "value", most: 0 });

const lines: Line[] = [
  {
    what: ({ deliveries }) => `deliveries accepted, of ${deliveries}`,
    unit: "count",
    of: ({ accepted }) => accepted,
    budget: ({ deliveries }) => ({ of: "value", least: deliveries }),
  },
  { what: () => "posts it took", unit: "count", of: ({ posts }) => posts },
  {
    what: ({ expected }) => `notes that are right, of ${expected}`,
    unit: "count",
    of: ({ right }) => right,
    budget: ({ expected }) => ({ of: "value", least: expected }),
  },
  { what: () => "notes that are there twice", unit: "count", of: ({ duplicates }) => duplicates, budget: none },
  { what: () => "notes that are missing", unit: "count", of: ({ lost }) => lost, budget: none },
  { what: () => "notes on somebody else", unit: "count", of: ({ wrong }) => wrong, budget: none },
  { what: () => "answer, p50", unit: "ms", of: ({ ackMs }) => percentile(ackMs, 0.5) },
  { what: () => "answer, p95", unit: "ms", of: ({ ackMs }) => percentile(ackMs, 0.95) },
  {
    what: () => "until the last note",
    unit: "s",
    of: ({ lastNoteMs }) => lastNoteMs / 1000,
    floor: { what: "the CRM's burst limits", of: ({ limitMs }) => limitMs / 1000 },
  },
  { what: () => "Pipedrive tokens a note", unit: "count", of: ({ tokens, right }) => tokens / right },
];

/** One line a receiver under each other; times stand against what nobody can do without, or against Debrief's. */
export const toFigures = (debrief: Trial, others: Trial[]): Figure[] =>
  lines.flatMap(({ what, unit, of, budget, floor }) =>
    [debrief, ...others].map((trial): Figure => {
      const value = of(trial);
      const kept = trial === debrief ? budget?.(trial) : undefined;
      const base = floor ? { what: floor.what, value: floor.of(trial) } : { what: debrief.name, value: of(debrief) };
      const isCompared = floor !== undefined || (unit !== "count" && trial !== debrief);
      return {
        what: `${what(trial)}: ${trial.name}`,
        unit,
        value,
        ...(kept && { budget: kept }),
        ...(isCompared && { floor: { ...base, ratio: value / base.value } }),
      };
    }),
  );
