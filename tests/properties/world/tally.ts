/** Counts what happened in all stories of a test, for its report. */
export const createTally = () => {
  const counts = new Map<string, number>();
  return {
    add: (what: string, times = 1): void => void counts.set(what, (counts.get(what) ?? 0) + times),
    /** A line a count. */
    report: (): string =>
      [...counts]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([what, times]) => `${String(times).padStart(6)} ${what}`)
        .join("\n"),
  };
};

export type Tally = ReturnType<typeof createTally>;
