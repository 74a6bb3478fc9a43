import type { Import } from "./list-imports.ts";

type Counts = Pick<Import, "total" | "done" | "skipped" | "failed">;

const meetings = (count: number): string => (count === 1 ? "1 meeting" : `${count.toLocaleString("en")} meetings`);

/** How many meetings are through, whatever came of them. */
export const throughOf = ({ done, skipped, failed }: Counts): number => done + skipped + failed;

/** Of how many: never fewer than are through, should the count have been short. */
export const outOf = (counts: Counts): number => Math.max(counts.total, throughOf(counts));

const besides = ({ skipped, failed }: Counts): string[] => [
  ...(skipped > 0 ? [`${skipped.toLocaleString("en")} there already`] : []),
  ...(failed > 0 ? [`${failed.toLocaleString("en")} failed`] : []),
];

/** How far an import is: "123 of 500 meetings · 4 there already · 1 failed". */
export const progressWords = (counts: Counts & Pick<Import, "counted_at">): string => {
  if (counts.counted_at === null) {
    return counts.total === 0 ? "Counting…" : `Counting… ${counts.total.toLocaleString("en")} found so far`;
  }
  const total = outOf(counts);
  return [`${throughOf(counts).toLocaleString("en")} of ${meetings(total)}`, ...besides(counts)].join(" · ");
};

/** What came of an import: "47 meetings imported · 3 there already". */
export const resultWords = (counts: Counts): string => {
  if (throughOf(counts) === 0) return "no meetings found";
  const imported = counts.done === 0 ? "no new meetings" : `${meetings(counts.done)} imported`;
  return [imported, ...besides(counts)].join(" · ");
};

/** What was asked for: "the last 50 meetings", "all meetings since 3 Nov 2026". */
export const wantedWords = ({ since, most }: Pick<Import, "since" | "most">, day: (iso: string) => string): string => {
  if (since === null)
    return most === null ? "all meetings" : most === 1 ? "the last meeting" : `the last ${meetings(most)}`;
  return most === null ? `all meetings since ${day(since)}` : `the last ${meetings(most)} since ${day(since)}`;
};
