import { useState } from "react";
import { useSession } from "@/app/services.tsx";
import { Button } from "@/ui/button.tsx";
import { Card } from "@/ui/card.tsx";
import { Notice } from "@/ui/notice.tsx";
import { PathLink } from "@/ui/path-link.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";
import type { MeetingHead } from "../read-meeting.ts";
import { timelineOf } from "./timeline.ts";
import { TimelineEntry } from "./timeline-entry.tsx";
import { useHistory } from "./use-history.ts";

const SHOWN_AT_FIRST = 8;
const SKELETONS = ["w-56", "w-64", "w-72"];

/** What has happened to a meeting from the delivery on, and by which one. */
export const TimelineCard = ({ meeting }: { meeting: MeetingHead }) => {
  const session = useSession();
  const { data, isError, isFetching, refetch } = useHistory(meeting.id);
  const [all, setAll] = useState(false);
  const entries = data ? timelineOf(data, session.kind === "signedIn" ? session.userId : "") : null;
  const hidden = entries && !all ? Math.max(0, entries.length - SHOWN_AT_FIRST) : 0;
  return (
    <Card title="Timeline">
      {!entries && !isError && (
        <div className="grid gap-5 py-1">
          {SKELETONS.map((width) => (
            <Skeleton key={width} className={width} />
          ))}
        </div>
      )}
      {!entries && isError && (
        <div className="grid justify-items-start gap-3">
          <Notice tone="bad">The timeline could not be read.</Notice>
          <Button look="secondary" size="small" busy={isFetching} onClick={() => void refetch()}>
            Try again
          </Button>
        </div>
      )}
      {entries && (
        <>
          {hidden > 0 && (
            <Button look="secondary" size="small" className="mb-4" onClick={() => setAll(true)}>
              Show {hidden} earlier
            </Button>
          )}
          <ol>
            {entries.slice(hidden).map((entry) => (
              <TimelineEntry key={entry.key} entry={entry} attendees={meeting.attendee_outcomes}>
                {entry.eventId && (entry.kind === "received" || entry.kind === "bad") && (
                  <DeliveryLink eventId={entry.eventId} />
                )}
              </TimelineEntry>
            ))}
          </ol>
        </>
      )}
    </Card>
  );
};

const DeliveryLink = ({ eventId }: { eventId: string }) => (
  <PathLink href={`/inbox?event=${eventId}`} className="text-link">
    Show the delivery
  </PathLink>
);
