const dayMs = 86_400_000;
const midnight = /^(\d{4}-\d\d-\d\d)T00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/** The day that a time is the first moment of, where it was written; null when it is another moment. */
const dayOf = (time: string | undefined): string | null => (time && midnight.exec(time)?.[1]) || null;

const shift = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Named by what is in it: a month, a day, from one day to another; else by the day on which it was made. */
export const auditFileName = (range: { from?: string | undefined; before?: string | undefined }, now: Date): string => {
  const [first, end] = [dayOf(range.from), dayOf(range.before)];
  if (!first || !end || end <= first) return `debrief-audit-${now.toISOString().slice(0, 10)}.csv`;
  const last = shift(end, -1);
  const isMonth = first.endsWith("-01") && end.endsWith("-01") && last.slice(0, 7) === first.slice(0, 7);
  if (isMonth) return `debrief-audit-${first.slice(0, 7)}.csv`;
  return first === last ? `debrief-audit-${first}.csv` : `debrief-audit-${first}-to-${last}.csv`;
};
