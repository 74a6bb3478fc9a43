// zod/mini: in the browser it is 5 kB where zod is 22 kB, gzipped.
import * as z from "zod/mini";
import { daySchema, momentsOf } from "@/filters/days.ts";
import { wordsSchema } from "@/filters/words.ts";

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.catch(z.optional(z.enum(values)), undefined);

export const OUTCOMES = ["note_added", "not_found", "ambiguous", "failed", "dry_run", "pending", "internal"] as const;
export const ORIGINS = ["webhook", "sweep", "import"] as const;

/** What of the list of meetings is wanted, as its address says it. A parameter that is not right is as good as none. */
export const listSchema = z.object({
  q: wordsSchema,
  /** `team` is what managers see without it. */
  whose: oneOf(["mine", "team"]),
  outcome: oneOf(OUTCOMES),
  /** Days in the zone of the person who looks, both included. */
  from: daySchema,
  to: daySchema,
  /** The address of whoever recorded or attended. */
  person: wordsSchema,
  origin: oneOf(ORIGINS),
});

export type ListSearch = z.infer<typeof listSchema>;

/** The same as the database's search takes it. Members have no team to choose. */
export const wantedOf = ({ q, whose, outcome, from, to, person, origin }: ListSearch): Record<string, string> => {
  const { from: begin, before: end } = momentsOf({ from, to });
  return {
    ...(q && { q }),
    ...(whose === "mine" && { whose }),
    ...(outcome && { outcome }),
    ...(begin && { from: begin }),
    ...(end && { to: end }),
    ...(person && { person }),
    ...(origin && { origin }),
  };
};
