import type { TranscriptSegment } from "@shared/meetings/meeting.ts";
import { useId, useState } from "react";
import { formatOffset } from "@/lib/durations.ts";
import { Button } from "@/ui/button.tsx";
import { Card } from "@/ui/card.tsx";
import type { Stored } from "./stored.ts";

const SHOWN_AT_FIRST = 20;

const Segment = ({ segment }: { segment: TranscriptSegment }) => (
  <li className="grid gap-x-4 py-1.5 sm:grid-cols-[4rem_minmax(0,1fr)]">
    <span className="pt-px text-sm text-muted tabular-nums">
      {segment.atSeconds !== null && formatOffset(segment.atSeconds)}
    </span>
    <div className="max-w-3xl min-w-0">
      <p className="text-sm font-semibold">
        <bdi>{segment.speaker ?? segment.email ?? "Unknown speaker"}</bdi>
      </p>
      <p dir="auto">{segment.text}</p>
    </div>
  </li>
);

const Segments = ({ segments }: { segments: TranscriptSegment[] }) => {
  const id = useId();
  const [all, setAll] = useState(false);
  const shown = all ? segments : segments.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <ol id={id} className="-my-1.5">
        {shown.map((segment, index) => (
          <Segment key={index} segment={segment} />
        ))}
      </ol>
      {segments.length > SHOWN_AT_FIRST && (
        <Button
          look="secondary"
          className="mt-4"
          aria-expanded={all}
          aria-controls={id}
          onClick={() => setAll((before) => !before)}
        >
          {all ? `Show the first ${SHOWN_AT_FIRST} only` : `Show all ${segments.length}`}
        </Button>
      )}
    </>
  );
};

/** Who said what and when. Long ones show their beginning until one asks for the rest. */
export const Transcript = ({ segments }: { segments: Stored<TranscriptSegment> }) => {
  if (segments === null || segments.length === 0) return null;
  return (
    <Card title="Transcript" aside={segments !== "unreadable" && `${segments.length} parts`}>
      {segments === "unreadable" ? (
        <p className="text-muted">The transcript could not be read.</p>
      ) : (
        <Segments segments={segments} />
      )}
    </Card>
  );
};
