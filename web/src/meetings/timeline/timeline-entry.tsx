import { CircleAlert, CircleCheck, Clock, Database, Inbox, type LucideIcon, Minus, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { shorten } from "@/lib/shorten.ts";
import { Moment } from "@/ui/moment.tsx";
import type { AttendeeOutcome } from "../read-meeting.ts";
import type { Entry } from "./entry.ts";

const LOOKS: Readonly<Record<Entry["kind"], { icon: LucideIcon; look: string }>> = {
  received: { icon: Inbox, look: "bg-accent-soft text-accent" },
  stored: { icon: Database, look: "bg-accent-soft text-accent" },
  good: { icon: CircleCheck, look: "bg-good-soft text-good" },
  waiting: { icon: Clock, look: "bg-warn-soft text-warn" },
  bad: { icon: CircleAlert, look: "bg-bad-soft text-bad" },
  quiet: { icon: Minus, look: "bg-sunken text-muted" },
  person: { icon: UserRound, look: "bg-sunken text-muted" },
};

const MOST_NAMES = 5;

const Names = ({ ids, attendees }: { ids: string[]; attendees: AttendeeOutcome[] }) => {
  const known = attendees.filter(({ id }) => ids.includes(id));
  const shown = known.slice(0, MOST_NAMES);
  if (shown.length === 0) return null;
  return (
    <>
      {": "}
      {shown.map(({ id, name, email }, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <bdi>{shorten(name ?? email ?? "", 80)}</bdi>
        </span>
      ))}
      {known.length > MOST_NAMES && ` and ${known.length - MOST_NAMES} more`}
    </>
  );
};

/** What happened, to whom, why and when. `children`: the way to the delivery. */
export const TimelineEntry = ({ entry, attendees, children }: TimelineEntryProps) => {
  const { icon: Icon, look } = LOOKS[entry.kind];
  return (
    <li className="group/entry relative flex gap-3 pb-4 last:pb-0">
      <span aria-hidden className="absolute top-7 bottom-0 start-3.5 w-px bg-line group-last/entry:hidden" />
      <span className={`flex size-7 shrink-0 items-center justify-center rounded-full ${look}`}>
        <Icon aria-hidden className="size-4" />
      </span>
      <div className="min-w-0 grow pt-0.5 sm:flex sm:gap-x-4">
        <div className="min-w-0 grow">
          <p>
            {entry.words}
            <Names ids={entry.outcomeIds} attendees={attendees} />
          </p>
          {entry.detail && (
            <p className={`text-sm ${entry.kind === "bad" ? "text-bad" : "text-muted"}`}>
              <bdi>{shorten(entry.detail, 400)}</bdi>
            </p>
          )}
        </div>
        <p className="flex shrink-0 flex-wrap items-baseline gap-x-3 text-sm text-muted sm:justify-end sm:text-end">
          {children}
          <Moment iso={entry.at} />
        </p>
      </div>
    </li>
  );
};

interface TimelineEntryProps {
  entry: Entry;
  attendees: AttendeeOutcome[];
  children?: ReactNode;
}
