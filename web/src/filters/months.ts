import type { DayRange } from "./days.ts";

const two = (value: number): string => String(value).padStart(2, "0");
const dayOf = (date: Date): string => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/** The first and the last day of this month where the person is, or of one some months ago. */
export const monthOf = (now: Date, monthsAgo = 0): Required<DayRange> => ({
  from: dayOf(new Date(now.getFullYear(), now.getMonth() - monthsAgo, 1)),
  to: dayOf(new Date(now.getFullYear(), now.getMonth() - monthsAgo + 1, 0)),
});
