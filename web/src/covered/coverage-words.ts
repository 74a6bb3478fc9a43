import type { Covered } from "./list-coverage.ts";

/** How somebody of the team is covered. Who is not connected and was never seen recording is no gap. */
export type Coverage = "gap" | "needs_attention" | "quiet" | "connected" | "idle";

type Measured = Pick<Covered, "coverage" | "last_recorded_at">;

export const coverageOf = ({ coverage, last_recorded_at }: Measured): Coverage => {
  switch (coverage) {
    case "connected":
    case "quiet":
    case "needs_attention":
      return coverage;
    default:
      return last_recorded_at === null ? "idle" : "gap";
  }
};

const ORDER: readonly Coverage[] = ["gap", "needs_attention", "quiet", "connected", "idle"];

/** What needs a person comes first. */
export const sortedByNeed = <Person extends Measured & Pick<Covered, "email">>(people: readonly Person[]): Person[] =>
  people.toSorted(
    (one, other) =>
      ORDER.indexOf(coverageOf(one)) - ORDER.indexOf(coverageOf(other)) ||
      (one.email ?? "").localeCompare(other.email ?? ""),
  );

/** The whole in a sentence. */
export const coverageSentence = (people: readonly Measured[]): string => {
  const recorders = people.filter((person) => coverageOf(person) !== "idle");
  const gaps = recorders.filter((person) => coverageOf(person) === "gap").length;
  if (recorders.length === 0) return "Nobody has been seen recording yet.";
  if (gaps === 0) return recorders.length === 1 ? "The one who records is connected." : "All who record are connected.";
  return `${gaps} of ${recorders.length} who record ${gaps === 1 ? "is" : "are"} not connected: what they record comes only if it is shared.`;
};
