import { Notice } from "@/ui/notice.tsx";
import { Moment } from "@/ui/moment.tsx";
import { OtherRecordings } from "./other-recordings.tsx";
import type { MeetingHead } from "./read-meeting.ts";

/** What is special about a meeting: it was recorded more than once, a person was erased from it. */
export const MeetingRemarks = ({ meeting }: { meeting: MeetingHead }) => (
  <>
    {(meeting.recording_of !== null || meeting.other_recordings > 0) && <OtherRecordings meeting={meeting} />}
    {meeting.erased_at && (
      <Notice tone="info">
        A person was erased from this meeting <Moment iso={meeting.erased_at} within />. Nothing that arrives later
        changes it any more.
      </Notice>
    )}
  </>
);
