// zod/mini: in the browser it is 5 kB where zod is 22 kB, gzipped.
import * as z from "zod/mini";

const MAX_TEXT = 200;

/** Addresses are typed by hand: `q=2026` is a number to the router, and a text to us. */
const text = z.catch(
  z.optional(
    z.pipe(
      z.union([z.string(), z.number(), z.boolean()]),
      z.transform((value) => String(value).trim().slice(0, MAX_TEXT) || undefined),
    ),
  ),
  undefined,
);

const day = z.catch(z.optional(z.iso.date()), undefined);
const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.catch(z.optional(z.enum(values)), undefined);

export const OUTCOMES = ["note_added", "not_found", "ambiguous", "failed", "dry_run", "pending", "internal"] as const;
export const ORIGINS = ["webhook", "sweep", "import"] as const;

/** What of the list of meetings is wanted, as its address says it. A parameter that is not right is as good as none. */
export const listSchema = z.object({
  q: text,
  /** `team` is what managers see without it. */
  whose: oneOf(["mine", "team"]),
  outcome: oneOf(OUTCOMES),
  /** Days in the zone of the person who looks, both included. */
  from: day,
  to: day,
  /** The address of whoever recorded or attended. */
  person: text,
  origin: oneOf(ORIGINS),
});

export type ListSearch = z.infer<typeof listSchema>;

/** When a day begins, or one so many days later, in the browser's zone. */
const beginningOf = (day: string, later = 0): string => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const moment = new Date(year, month - 1, date + later);
  // Of years before 100 the constructor makes another century.
  moment.setFullYear(year, month - 1, date + later);
  return moment.toISOString();
};

/** The same as the database's search takes it. Members have no team to choose. */
export const wantedOf = ({ q, whose, outcome, from, to, person, origin }: ListSearch): Record<string, string> => ({
  ...(q && { q }),
  ...(whose === "mine" && { whose }),
  ...(outcome && { outcome }),
  ...(from && { from: beginningOf(from) }),
  ...(to && { to: beginningOf(to, 1) }),
  ...(person && { person }),
  ...(origin && { origin }),
});
