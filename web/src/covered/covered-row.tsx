import { CircleAlert, CircleCheck, Minus, TriangleAlert, VolumeX } from "lucide-react";
import type { ReactNode } from "react";
import { shorten } from "@/lib/shorten.ts";
import { Badge } from "@/ui/badge.tsx";
import { Moment } from "@/ui/moment.tsx";
import { coverageOf } from "./coverage-words.ts";
import type { Covered } from "./list-coverage.ts";

const BADGES = {
  gap: { tone: "bad", icon: CircleAlert, words: "Not connected" },
  needs_attention: { tone: "warn", icon: TriangleAlert, words: "Needs attention" },
  quiet: { tone: "warn", icon: VolumeX, words: "Quiet" },
  connected: { tone: "good", icon: CircleCheck, words: "Connected" },
  idle: { tone: "quiet", icon: Minus, words: "Not connected" },
} as const;

const factOf = (person: Covered): ReactNode => {
  const { last_recorded_at, last_event_at, quiet_since } = person;
  switch (coverageOf(person)) {
    case "idle":
      return "Not seen recording";
    case "gap":
      return (
        last_recorded_at && (
          <>
            Last recorded: <Moment iso={last_recorded_at} within />
          </>
        )
      );
    case "quiet":
      return (
        quiet_since && (
          <>
            Quiet since <Moment iso={quiet_since} within />
          </>
        )
      );
    default:
      return last_event_at ? (
        <>
          Last delivery: <Moment iso={last_event_at} within />
        </>
      ) : (
        "No delivery yet"
      );
  }
};

/** One person: who it is, how they are covered, and when something was heard of them last. */
export const CoveredRow = ({ person }: { person: Covered }) => {
  const { words, ...look } = BADGES[coverageOf(person)];
  const { name, email } = person;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1.5 py-3 last:pb-0">
      <div className="min-w-0">
        <p className="font-medium">
          <bdi>{shorten(name ?? email ?? "", 120)}</bdi>
        </p>
        {name && email && (
          <p className="text-sm text-muted">
            <bdi>{shorten(email, 254)}</bdi>
          </p>
        )}
      </div>
      <div className="grid gap-1 sm:justify-items-end">
        <Badge {...look} className="w-fit">
          {words}
        </Badge>
        <p className="text-sm text-muted">{factOf(person)}</p>
      </div>
    </li>
  );
};
