import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { BatchDialog } from "@/api/batch-dialog.tsx";
import { shorten } from "@/lib/shorten.ts";
import { reasonSentence } from "@/meetings/reason.ts";
import { Button } from "@/ui/button.tsx";
import { Moment } from "@/ui/moment.tsx";
import type { FailedAttendee } from "./list-failed.ts";
import type { Alert } from "./use-alerts.ts";
import { FAILED_KEY, useFailed } from "./use-failed.ts";

const refreshed = [FAILED_KEY, ["meetings"]];

const Row = ({ attendee }: { attendee: FailedAttendee }) => (
  <li>
    <Moment iso={attendee.updated_at} />:{" "}
    <Link to="/meetings/$meetingId" params={{ meetingId: attendee.meeting_id }} className="text-link">
      <bdi>{shorten(attendee.name ?? attendee.email ?? "Somebody", 80)}</bdi> in{" "}
      <bdi>{shorten(attendee.meetings.title, 80)}</bdi>
    </Link>
    . {reasonSentence("failed", attendee.reason)}
  </li>
);

/** Who could not be logged, why, and a way to try all of them again. Empty when it was deliveries only. */
export const FailedAttendees = ({ alert }: { alert: Alert }) => {
  const [asking, setAsking] = useState(false);
  const { failed } = useFailed(alert);
  const { workspace_id: workspaceId } = alert;
  return (
    <>
      {failed && failed.attendees.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer font-medium">Which attendees?</summary>
          <ul className="mt-2 grid gap-1.5">
            {failed.attendees.map((attendee) => (
              <Row key={attendee.id} attendee={attendee} />
            ))}
          </ul>
          {failed.hasMore && <p className="mt-2">These are the newest {failed.attendees.length}.</p>}
          <Button look="secondary" size="small" className="mt-3" onClick={() => setAsking(true)}>
            Try all failed attendees again
          </Button>
        </details>
      )}
      {asking && (
        <BatchDialog
          title="Try all failed attendees again?"
          action="Try again"
          path="attendee-outcomes/replay"
          body={{ workspaceId, status: "failed" }}
          refresh={refreshed}
          count={(done) => (done === 1 ? "1 attendee is looked up again" : `${done} attendees are looked up again`)}
          onClose={() => setAsking(false)}
        >
          Every attendee of the workspace who could not be logged is looked up and logged again. Nobody gets a second
          note.
        </BatchDialog>
      )}
    </>
  );
};
