import * as z from "zod/mini";

const DAY = /^(?:19|20)\d\d-\d\d-\d\d$/;

/** Whether it is a day of the calendar, written as date fields and addresses have it: "2026-11-25". */
export const isDay = (text: string): boolean =>
  DAY.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

/** A day in the address; a wrong one is as good as none. */
export const daySchema = z.catch(z.optional(z.string().check(z.refine(isDay))), undefined);

/** Both days are included; one that is missing leaves that side open. */
export interface DayRange {
  from?: string | undefined;
  to?: string | undefined;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** The first moment of a day where the person is, some days later, as ISO 8601 with the zone's offset at that moment. */
const startOf = (day: string, daysLater: number): string => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const start = new Date(year, month - 1, date + daysLater);
  const offset = -start.getTimezoneOffset();
  const minutes = Math.abs(offset);
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  const local = `${start.getFullYear()}-${two(start.getMonth() + 1)}-${two(start.getDate())}`;
  return `${local}T${two(start.getHours())}:${two(start.getMinutes())}:00${zone}`;
};

/** The moments between which a range lies: from the first on, before the second. */
export const momentsOf = ({ from, to }: DayRange): { from?: string; before?: string } => ({
  ...(from !== undefined && { from: startOf(from, 0) }),
  ...(to !== undefined && { before: startOf(to, 1) }),
});
