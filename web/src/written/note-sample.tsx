import { Link } from "@tanstack/react-router";
import { describeError } from "@/lib/data-error.ts";
import { shorten } from "@/lib/shorten.ts";
import { NoteFrame } from "@/meetings/note-frame.tsx";
import { useNote } from "@/meetings/use-note.ts";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { useSample } from "./sample.ts";

const Sample = ({ outcomeId }: { outcomeId: string }) => {
  const { note, problem, busy, refetch } = useNote(outcomeId);
  if (problem) {
    return (
      <>
        <Notice tone="bad">{problem}</Notice>
        <Button look="secondary" size="small" className="w-fit" busy={busy} onClick={() => void refetch()}>
          Try again
        </Button>
      </>
    );
  }
  return (
    <div className="h-[min(28rem,60dvh)]">
      <NoteFrame title="A note as Debrief writes it" html={note?.html} />
    </div>
  );
};

/** The note of the latest real attendee from outside, by the code that writes it. */
export const NoteSample = ({ workspaceId }: { workspaceId: string }) => {
  const { data: sample, error } = useSample(workspaceId);
  if (error && !sample) return <Notice tone="bad">{describeError(error).advice}</Notice>;
  if (sample === null) {
    return (
      <p role="status" className="text-sm text-muted">
        There is no meeting with somebody from outside yet. Once there is one, its note is shown here.
      </p>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-3">
      <p role="status" className="text-sm text-muted">
        {sample ? (
          <>
            From{" "}
            <Link to="/meetings/$meetingId" params={{ meetingId: sample.meeting_id }} className="text-link">
              <bdi>{shorten(sample.meetings.title, 80)}</bdi>
            </Link>
            , for <bdi>{shorten(sample.name ?? sample.email ?? "somebody", 80)}</bdi>.
          </>
        ) : (
          "Reading your latest meeting…"
        )}
      </p>
      {sample ? <Sample outcomeId={sample.id} /> : <NoteFrame title="" html={undefined} />}
    </div>
  );
};
