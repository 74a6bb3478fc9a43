import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { shorten } from "@/lib/shorten.ts";
import { NoteDialog } from "@/meetings/note-dialog.tsx";
import { OUTCOME_WORDS, outcomeStatus } from "@/meetings/outcome.ts";
import { OutcomeBadge } from "@/meetings/outcome-badge.tsx";
import { PersonLink } from "@/meetings/person-link.tsx";
import { reasonSentence } from "@/meetings/reason.ts";
import type { AuditLine } from "./list-audit.ts";

export interface CellProps {
  line: AuditLine;
}

export const MeetingCell = ({ line }: CellProps) => (
  <Link
    to="/meetings/$meetingId"
    params={{ meetingId: line.meeting_id }}
    className="text-link line-clamp-2"
    title={shorten(line.meeting_title)}
  >
    <bdi>{shorten(line.meeting_title)}</bdi>
  </Link>
);

export const AttendeeCell = ({ line: { attendee_name: name, attendee_email: email } }: CellProps) => (
  <>
    <bdi className="line-clamp-2 font-medium">{shorten(name ?? email ?? "", 120)}</bdi>
    {name !== null && email !== null && <bdi className="line-clamp-2 text-muted">{shorten(email, 120)}</bdi>}
  </>
);

/** The outcome, and why; what the CRM said itself is there on hover. */
export const OutcomeCell = ({ line }: CellProps) => {
  const status = outcomeStatus(line.status);
  const reason = reasonSentence(status, line.reason);
  return (
    <>
      <OutcomeBadge status={status}>{OUTCOME_WORDS[status]}</OutcomeBadge>
      {reason && (
        <p className="mt-0.5 text-muted" title={line.error ?? undefined}>
          {reason}
        </p>
      )}
    </>
  );
};

export const PersonCell = ({ line: { crm_account, crm_person_id: id, crm_person_name: name } }: CellProps) =>
  id === null ? (
    <span className="text-muted">—</span>
  ) : (
    <PersonLink account={crm_account} id={id} name={name ?? `Person ${id}`} />
  );

/** Leads to the note itself, as the CRM has it. */
export const NoteCell = ({ line }: CellProps) => {
  const [open, setOpen] = useState(false);
  if (line.crm_note_id === null) return <span className="text-muted">—</span>;
  const name = shorten(line.attendee_name ?? line.attendee_email ?? "", 120);
  return (
    <>
      <button
        type="button"
        className="text-link cursor-pointer text-start"
        aria-label={`Note ${line.crm_note_id} for ${name}`}
        onClick={() => setOpen(true)}
      >
        {shorten(line.crm_note_id, 20)}
      </button>
      {open && (
        <NoteDialog
          outcome={{ id: line.attendee_outcome_id, status: line.status }}
          name={name}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
};

export const DeliveryCell = ({ line: { webhook_event_id: event } }: CellProps) =>
  event === null ? (
    <span className="text-muted">—</span>
  ) : (
    <Link
      to="/inbox"
      search={{ state: "all", event }}
      className="text-link whitespace-nowrap"
      aria-label={`Delivery ${event.slice(0, 8)}`}
    >
      {event.slice(0, 8)}
    </Link>
  );
