import { useMemo } from "react";
import { Markdown } from "@/markdown/markdown.tsx";
import { Card } from "@/ui/card.tsx";
import { ActionItems } from "./action-items.tsx";
import type { MeetingContent, MeetingHead } from "./read-meeting.ts";
import { readActionItems, readTranscript } from "./stored.ts";
import { Transcript } from "./transcript.tsx";

/** What was said: the summary beside what is to be done, and below it the whole transcript. */
export const MeetingContentView = ({ content, meeting }: MeetingContentViewProps) => {
  // Read once: of a long one it takes its time, and what is found in it stays where it is.
  const segments = useMemo(() => readTranscript(content.transcript), [content.transcript]);
  const items = readActionItems(content.action_items);
  const hasItems = items === "unreadable" || (items !== null && items.length > 0);
  return (
    <>
      <div
        className={
          hasItems ? "grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]" : "grid grid-cols-1 gap-5"
        }
      >
        <Card title="Summary">
          {content.summary?.trim() ? (
            <Markdown source={content.summary} parentLevel={2} />
          ) : (
            <p className="text-muted">There is no summary yet. If Fathom sends one later, it appears here.</p>
          )}
        </Card>
        {hasItems && <ActionItems items={items} />}
      </div>
      <Transcript segments={segments} meeting={meeting} />
    </>
  );
};

interface MeetingContentViewProps {
  content: MeetingContent;
  meeting: MeetingHead;
}
