import { Link } from "@tanstack/react-router";
import { formatDuration } from "@/lib/durations.ts";
import { shorten } from "@/lib/shorten.ts";
import { Moment } from "@/ui/moment.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";
import type { ListedMeeting } from "./list-meetings.ts";
import { OutcomeBadge } from "./outcome-badge.tsx";
import { countOutcomes } from "./outcome-counts.ts";

const ROW =
  "relative grid gap-x-6 gap-y-1 px-4 py-3 sm:px-5 md:min-h-17 md:grid-cols-[minmax(0,1fr)_10.5rem_16rem] lg:grid-cols-[minmax(0,1fr)_10.5rem_22rem] md:items-center";

export const MeetingRow = ({ meeting }: { meeting: ListedMeeting }) => {
  const recorder = meeting.recorded_by_name ?? meeting.recorded_by_email;
  const duration = formatDuration(meeting.duration_seconds);
  const counts = countOutcomes(meeting.attendee_outcomes);
  return (
    <li className={`${ROW} hover:bg-sunken/60`}>
      <div className="min-w-0">
        <Link
          to="/meetings/$meetingId"
          params={{ meetingId: meeting.id }}
          // The whole row is the link's target, and the ring of the focus goes around it.
          className="line-clamp-2 font-medium outline-none after:absolute after:inset-0 focus-visible:after:rounded-lg focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent md:line-clamp-1"
        >
          <bdi>{shorten(meeting.title)}</bdi>
        </Link>
        {recorder && (
          <p className="truncate text-sm text-muted">
            Recorded by <bdi>{shorten(recorder, 80)}</bdi>
          </p>
        )}
      </div>
      <p className="relative flex w-fit flex-wrap gap-x-1.5 text-sm text-muted md:block">
        <span className="md:text-ink">
          <Moment iso={meeting.occurred_at} />
        </span>
        {duration && (
          <>
            <span aria-hidden className="md:hidden">
              ·
            </span>
            <span className="md:block">{duration}</span>
          </>
        )}
      </p>
      {counts.length > 0 ? (
        <ul aria-label="Attendees" className="mt-1 flex flex-wrap gap-1.5 md:mt-0">
          {counts.map(({ status, words }) => (
            <li key={status}>
              <OutcomeBadge status={status}>{words}</OutcomeBadge>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-sm text-muted">No attendees</p>
      )}
    </li>
  );
};

export const MeetingRowSkeleton = () => (
  <li aria-hidden className={ROW}>
    <div className="grid gap-2">
      <Skeleton className="w-3/5" />
      <Skeleton className="h-3.5 w-2/5" />
    </div>
    <div className="grid gap-2 max-md:py-0.5">
      <Skeleton className="w-32" />
      <Skeleton className="h-3.5 w-14 max-md:hidden" />
    </div>
    <Skeleton className="mt-1 h-6 w-40 md:mt-0" />
  </li>
);
