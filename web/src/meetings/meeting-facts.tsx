import { CalendarDays, CirclePlay, History, SearchCheck, Timer, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { formatDuration } from "@/lib/durations.ts";
import { httpUrl } from "@/lib/http-url.ts";
import { shorten } from "@/lib/shorten.ts";
import { buttonStyle } from "@/ui/button.tsx";
import { ExternalLink } from "@/ui/external-link.tsx";
import { Span } from "@/ui/moment.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";
import { originOf } from "./origin.ts";
import type { MeetingHead } from "./read-meeting.ts";

const Fact = ({ icon: Icon, children }: { icon: typeof Timer; children: ReactNode }) => (
  <span className="inline-flex min-w-0 items-center gap-1.5">
    <Icon aria-hidden className="size-4 shrink-0" />
    <span className="min-w-0">{children}</span>
  </span>
);

/** When, how long, recorded by whom, how it came here if not by its webhook, and the way to the recording. */
export const MeetingFacts = ({ meeting }: { meeting: MeetingHead | undefined }) => {
  if (!meeting) {
    return (
      <div className="mt-3 flex min-h-10 items-center">
        <Skeleton className="w-96 max-w-full" />
      </div>
    );
  }
  const duration = formatDuration(meeting.duration_seconds);
  const recorder = meeting.recorded_by_name ?? meeting.recorded_by_email;
  const origin = originOf(meeting.meeting_events);
  const recording = httpUrl(meeting.share_url) ?? httpUrl(meeting.recording_url);
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 flex-wrap gap-x-5 gap-y-1.5 text-muted">
        <Fact icon={CalendarDays}>
          <Span start={meeting.started_at ?? meeting.occurred_at} end={meeting.ended_at} />
        </Fact>
        {duration && <Fact icon={Timer}>{duration}</Fact>}
        {recorder && (
          <Fact icon={UserRound}>
            Recorded by <bdi>{shorten(recorder, 80)}</bdi>
          </Fact>
        )}
        {origin && <Fact icon={origin.origin === "sweep" ? SearchCheck : History}>{origin.sentence}</Fact>}
      </div>
      {recording && (
        <ExternalLink href={recording} className={buttonStyle({ look: "secondary" })}>
          <CirclePlay aria-hidden /> Open recording
        </ExternalLink>
      )}
    </div>
  );
};
