import { Button } from "@/ui/button.tsx";
import { Dialog, DialogButtons } from "@/ui/dialog.tsx";
import { Notice } from "@/ui/notice.tsx";
import { NoteFrame } from "./note-frame.tsx";
import type { AttendeeOutcome } from "./read-meeting.ts";
import { useNote } from "./use-note.ts";

const explanation = (status: string, isWritten: boolean): string => {
  if (status === "note_added") return "This is the note as Debrief writes it in Pipedrive.";
  if (isWritten) return "There is a note already. It is brought up to this.";
  return status === "dry_run" ? "This is the note that a dry run does not write." : "This is the note to be written.";
};

/** The note on one attendee, exactly as the CRM gets it. It is shown in a frame of its own that can do nothing. */
export const NoteDialog = ({ outcome, name, onClose }: NoteDialogProps) => {
  const { note, problem, busy, refetch } = useNote(outcome.id);
  return (
    <Dialog
      title={
        <>
          Note for <bdi>{name}</bdi>
        </>
      }
      onClose={onClose}
      className="max-w-2xl"
    >
      <p role="status" className="mt-1 min-h-6 text-muted">
        {note ? explanation(outcome.status, note.isWritten) : !problem && "Reading the note…"}
      </p>
      <div className="mt-3 h-[min(32rem,60dvh)]">
        {!problem && <NoteFrame title={`The note for ${name}`} html={note?.html} />}
        {problem && <Notice tone="bad">{problem}</Notice>}
      </div>
      <DialogButtons>
        {problem && (
          <Button busy={busy} onClick={() => void refetch()}>
            Try again
          </Button>
        )}
        <Button look="secondary" onClick={onClose}>
          Close
        </Button>
      </DialogButtons>
    </Dialog>
  );
};

interface NoteDialogProps {
  outcome: Pick<AttendeeOutcome, "id" | "status">;
  name: string;
  onClose: () => void;
}
