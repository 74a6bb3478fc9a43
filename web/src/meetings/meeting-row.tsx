import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { classes } from "@/lib/classes.ts";
import { formatDuration } from "@/lib/durations.ts";
import { shorten } from "@/lib/shorten.ts";
import { Moment } from "@/ui/moment.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";
import { FoundPassage } from "./list/found-passage.tsx";
import { Highlighted } from "./list/highlighted.tsx";
import type { ListedMeeting } from "./list/list-meetings.ts";
import { OutcomeCounts } from "./list/outcome-counts-line.tsx";

/** All rows of a list have the same height: those with a line for the passage that was found are higher. */
export const rowHeight = (withPassages: boolean): string => (withPassages ? "h-31 md:h-23" : "h-25 md:h-17");

const ROW =
  "grid content-center gap-x-6 gap-y-0.5 px-4 sm:px-5 md:grid-cols-[minmax(0,1fr)_10.5rem_16rem] md:items-center lg:grid-cols-[minmax(0,1fr)_10.5rem_21rem] xl:grid-cols-[minmax(0,1fr)_10.5rem_27rem]";

/** One meeting of the list, in its place: rows beside it may not be rendered. */
export const MeetingRow = memo(({ meeting, index, total, top, q }: MeetingRowProps) => {
  const recorder = meeting.recorded_by_name ?? meeting.recorded_by_email;
  const duration = formatDuration(meeting.duration_seconds);
  return (
    <li
      data-id={meeting.id}
      aria-posinset={index + 1}
      aria-setsize={total}
      style={{ transform: `translateY(${top}px)` }}
      className={classes(
        "absolute inset-x-0 top-0 hover:bg-sunken/60",
        rowHeight(q !== undefined),
        ROW,
        index > 0 && "border-t border-line",
      )}
    >
      <div className="min-w-0">
        <Link
          to="/meetings/$meetingId"
          params={{ meetingId: meeting.id }}
          // The whole row is the link's target, and the ring of the focus goes around it.
          className="block truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:rounded-lg focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <Highlighted text={shorten(meeting.title)} q={q} />
        </Link>
        {recorder && (
          <p className="truncate text-sm text-muted max-md:hidden">
            Recorded by <Highlighted text={shorten(recorder, 80)} q={q} />
          </p>
        )}
      </div>
      <p className="relative w-fit max-w-full truncate text-sm text-muted">
        <span className="md:text-ink">
          <Moment iso={meeting.occurred_at} />
        </span>
        {duration && <span className="before:content-['_·_'] md:block md:before:content-none">{duration}</span>}
        {recorder && (
          <span className="before:content-['_·_'] md:hidden">
            <span className="sr-only">Recorded by </span>
            <bdi>{shorten(recorder, 80)}</bdi>
          </span>
        )}
      </p>
      <OutcomeCounts counts={meeting.outcomes} />
      {q !== undefined && (
        <FoundPassage foundIn={meeting.found_in} passage={meeting.passage} recorder={meeting.recorded_by_email} q={q} />
      )}
    </li>
  );
});

interface MeetingRowProps {
  meeting: ListedMeeting;
  index: number;
  /** How many there are; -1 when nobody knows. */
  total: number;
  /** How far it is from the top of the list, in pixels. */
  top: number;
  /** The words that were searched for. */
  q: string | undefined;
}

export const MeetingRowSkeleton = ({ withPassages }: { withPassages: boolean }) => (
  <div aria-hidden className={classes(rowHeight(withPassages), ROW, "gap-y-2")}>
    <div className="grid gap-2">
      <Skeleton className="w-3/5" />
      <Skeleton className="h-3.5 w-2/5 max-md:hidden" />
    </div>
    <div className="grid gap-2">
      <Skeleton className="h-3.5 w-32" />
      <Skeleton className="h-3.5 w-14 max-md:hidden" />
    </div>
    <Skeleton className="h-6 w-40" />
    {withPassages && <Skeleton className="h-3.5 w-4/5 md:col-span-3" />}
  </div>
);
