import { useState } from "react";
import { ApiButton } from "@/api/api-button.tsx";
import { useDryRun } from "@/dry-run/use-dry-run.ts";
import { shorten } from "@/lib/shorten.ts";
import { Button } from "@/ui/button.tsx";
import { NoteDialog } from "./note-dialog.tsx";
import { type OutcomeStatus, outcomeStatus } from "./outcome.ts";
import type { AttendeeOutcome } from "./read-meeting.ts";

const refreshed = [["meeting"]];
const WITH_NOTE: ReadonlySet<OutcomeStatus> = new Set(["dry_run", "note_added", "pending"]);

/** What a person can do about an attendee: read the note, write it now, have them looked up again. */
export const AttendeeActions = ({ outcome, workspaceId }: { outcome: AttendeeOutcome; workspaceId: string }) => {
  const [showing, setShowing] = useState(false);
  const dryRun = useDryRun(workspaceId);
  const status = outcomeStatus(outcome.status);
  if (!outcome.email) return null;
  const name = shorten(outcome.name ?? outcome.email, 120);
  const path = `attendee-outcomes/${outcome.id}/log-again`;
  // In dry run it would only be a dry run once more.
  const canWrite = status === "dry_run" && !dryRun.isOn;
  const canLook = status === "not_found" || status === "failed";
  const hasNote = WITH_NOTE.has(status);
  if (!canWrite && !canLook && !hasNote) return null;
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-2">
      {canLook && (
        <ApiButton path={path} refresh={refreshed} label={`Look again for ${name}`}>
          Look again
        </ApiButton>
      )}
      {canWrite && (
        <ApiButton path={path} refresh={refreshed} label={`Write now for ${name}`}>
          Write now
        </ApiButton>
      )}
      {hasNote && (
        <Button look="secondary" size="small" aria-label={`Show the note for ${name}`} onClick={() => setShowing(true)}>
          Show the note
        </Button>
      )}
      {showing && <NoteDialog outcome={outcome} name={name} onClose={() => setShowing(false)} />}
    </div>
  );
};
