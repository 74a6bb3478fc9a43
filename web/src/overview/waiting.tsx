import { CircleAlert, InboxIcon, ListChecks, SearchX } from "lucide-react";
import { inboxPath, meetingsPath, type Whose } from "./list-paths.ts";
import type { Overview } from "./read-overview.ts";
import { sumOutcomes } from "./sums.ts";
import { Tile } from "./tile.tsx";

const KINDS = [
  { status: "not_found", words: "not found", calm: "Everybody was found.", tone: "warn", icon: SearchX },
  { status: "ambiguous", words: "to choose", calm: "Nobody has several matches.", tone: "warn", icon: ListChecks },
  { status: "failed", words: "failed", calm: "Nothing was given up.", tone: "bad", icon: CircleAlert },
] as const;

const inMeetings = (count: number): string => (count === 1 ? "in 1 meeting" : `in ${count} meetings`);

/** What does not go on without a person, each with the way to where it is dealt with. */
export const Waiting = ({ overview, whose }: { overview: Overview; whose: Whose }) => {
  const sums = sumOutcomes(overview.weeks);
  const deliveries = Object.values(overview.deliveries).reduce((sum, count) => sum + count, 0);
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting" className="mb-3 text-lg leading-6 font-semibold tracking-tight">
        {whose === "mine" ? "Waiting for you" : "Waiting for the team"}
      </h2>
      <ul className="grid grid-cols-2 gap-3 lg:grid-cols-4 lg:gap-4">
        {KINDS.map(({ status, ...look }) => {
          const sum = sums.find((one) => one.status === status);
          return (
            <Tile
              key={status}
              {...look}
              count={sum?.attendees ?? 0}
              detail={inMeetings(sum?.meetings ?? 0)}
              href={meetingsPath({ whose, outcome: status, from: overview.weeks[0]?.from })}
            />
          );
        })}
        <Tile
          count={deliveries}
          words={deliveries === 1 ? "delivery" : "deliveries"}
          detail="could not be read or stored"
          calm="All were read and stored."
          tone="bad"
          icon={InboxIcon}
          href={inboxPath("attention")}
        />
      </ul>
    </section>
  );
};
