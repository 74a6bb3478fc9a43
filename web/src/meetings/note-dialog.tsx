import { useQuery } from "@tanstack/react-query";
import * as z from "zod/mini";
import { useServices } from "@/app/services.tsx";
import { callApi } from "@/lib/call-api.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog, DialogButtons } from "@/ui/dialog.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";
import { noteDocument } from "./note-document.ts";
import type { AttendeeOutcome } from "./read-meeting.ts";

const noteSchema = z.object({ html: z.string(), isWritten: z.boolean() });

const LINES = ["w-3/5", "w-1/3", "w-full", "w-11/12", "w-4/5"];

const explanation = (status: string, isWritten: boolean): string => {
  if (status === "note_added") return "This is the note as Debrief writes it in Pipedrive.";
  if (isWritten) return "There is a note already. It is brought up to this.";
  return status === "dry_run" ? "This is the note that a dry run does not write." : "This is the note to be written.";
};

/** Read when the dialog opens and not kept: the next time it may say more. */
const useNote = (outcomeId: string) => {
  const { api } = useServices();
  const { data, isFetching, refetch } = useQuery({
    queryKey: ["note", outcomeId],
    queryFn: () => callApi(api, `attendee-outcomes/${outcomeId}/note`, {}, noteSchema, "GET"),
    gcTime: 0,
  });
  return { note: data?.data, problem: isFetching ? null : data?.error?.message, busy: isFetching, refetch };
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
        {note && (
          <iframe
            title={`The note for ${name}`}
            sandbox=""
            srcDoc={noteDocument(note.html)}
            className="size-full rounded-lg border border-line"
          />
        )}
        {!note && !problem && (
          <div className="grid gap-3 rounded-lg border border-line p-4">
            {LINES.map((width) => (
              <Skeleton key={width} className={width} />
            ))}
          </div>
        )}
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
