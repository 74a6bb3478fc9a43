import type { Books } from "../world/books.ts";
import type { World } from "../world/world.ts";

/** The number of a job's last try. */
const lastTry = 8;

/** No job is left, but those that were given up. */
export const workLeft = ({ jobs }: Books): string[] =>
  jobs.flatMap(({ kind, state, error }) => (state === "dead" ? [] : [`work is left: ${kind}, ${state} (${error})`]));

/** No job was given up before its last try. */
export const givenUpEarly = ({ logged }: World): string[] =>
  logged.flatMap(({ unit, result, attempt = lastTry }) =>
    result === "dead" && attempt < lastTry ? [`given up early: ${unit} at try ${attempt}`] : [],
  );

/** Slack was told of everything that was counted. */
export const alertsUntold = ({ alerts }: Books): string[] =>
  alerts.flatMap(({ kind, count, sentCount }) =>
    count === sentCount ? [] : [`Slack was told of ${sentCount} ${kind}, there are ${count}`],
  );
