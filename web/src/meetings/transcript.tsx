import type { TranscriptSegment } from "@shared/meetings/meeting.ts";
import { Card } from "@/ui/card.tsx";
import type { MeetingHead } from "./read-meeting.ts";
import type { Stored } from "./stored.ts";
import { Segments } from "./transcript/segments.tsx";

const DAY_MS = 86_400_000;

const isYoung = (meeting: MeetingHead): boolean =>
  Date.now() - Date.parse(meeting.ended_at ?? meeting.occurred_at) < DAY_MS;

/** Who said what and when. */
export const Transcript = ({ segments, meeting }: { segments: Stored<TranscriptSegment>; meeting: MeetingHead }) => {
  if (segments === "unreadable" || segments === null || segments.length === 0) {
    return (
      <Card title="Transcript">
        <p className="text-muted">
          {segments === "unreadable"
            ? "The transcript could not be read."
            : isYoung(meeting)
              ? "There is no transcript yet. Where Debrief has an API key it asks Fathom for it for a day; as soon as it comes, it appears here."
              : "There is no transcript. Either Fathom gave none, or it was kept as long as your workspace keeps transcripts."}
        </p>
      </Card>
    );
  }
  return (
    <Card title="Transcript" aside={segments.length === 1 ? "1 part" : `${segments.length.toLocaleString("en")} parts`}>
      <Segments segments={segments} meeting={meeting} />
    </Card>
  );
};
