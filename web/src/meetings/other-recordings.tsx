import { Link } from "@tanstack/react-router";
import { shorten } from "@/lib/shorten.ts";
import { Moment } from "@/ui/moment.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";
import type { MeetingHead } from "./read-meeting.ts";
import { recordedTimes } from "./recorded-times.ts";
import { useOtherRecordings } from "./use-meeting.ts";

/** Says that a conversation was recorded more than once, and leads to its other recordings. */
export const OtherRecordings = ({ meeting }: { meeting: MeetingHead }) => {
  const others = useOtherRecordings(meeting);
  return (
    <Notice tone="info">
      <p>This conversation was recorded {recordedTimes(meeting.other_recordings)}; the people got one note.</p>
      {!others && <Skeleton className="mt-1.5 mb-0.5 w-64 max-w-full" />}
      {others && others.length > 0 && (
        <ul aria-label="Other recordings" className="mt-1 grid gap-1">
          {others.map(({ id, title, occurred_at, recorded_by_name, recorded_by_email }) => (
            <li key={id}>
              <Link to="/meetings/$meetingId" params={{ meetingId: id }} className="text-link">
                <bdi>{shorten(title, 120)}</bdi>
              </Link>{" "}
              <span className="text-muted">
                <Moment iso={occurred_at} />, recorded by{" "}
                <bdi>{shorten(recorded_by_name ?? recorded_by_email ?? "somebody", 80)}</bdi>
              </span>
            </li>
          ))}
        </ul>
      )}
      {others && others.length < meeting.other_recordings && (
        <p className="text-muted">
          {others.length === 0 ? "The others are" : "Others are"} in meetings of colleagues that you may not see.
        </p>
      )}
    </Notice>
  );
};
