import { useState } from "react";
import { ApiButton } from "@/api/api-button.tsx";
import { useDryRun } from "@/dry-run/use-dry-run.ts";
import { shorten } from "@/lib/shorten.ts";
import { Button } from "@/ui/button.tsx";
import { attendeeCan } from "./attendee-can.ts";
import { CreateContactDialog } from "./create-contact-dialog.tsx";
import { FindPersonDialog } from "./find-person-dialog.tsx";
import { NoteDialog } from "./note-dialog.tsx";
import type { AttendeeOutcome } from "./read-meeting.ts";

const refreshed = [["meeting"]];

/** What a person can do about an attendee: say who they are, have them looked up again, read the note, write it now. */
export const AttendeeActions = ({ outcome, workspaceId, account }: AttendeeActionsProps) => {
  const [open, setOpen] = useState<"note" | "search" | "create" | null>(null);
  const dryRun = useDryRun(workspaceId);
  const can = attendeeCan(outcome, { isDryRun: dryRun.isOn, hasCrm: account !== null });
  const name = shorten(outcome.name ?? outcome.email ?? "", 120);
  const path = `attendee-outcomes/${outcome.id}/log-again`;
  const close = () => setOpen(null);
  const opener = (what: typeof open, words: string, label: string) => (
    <Button look="secondary" size="small" aria-label={label} onClick={() => setOpen(what)}>
      {words}
    </Button>
  );
  if (!Object.values(can).includes(true)) return null;
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-2">
      {can.search && opener("search", "Search Pipedrive", `Search Pipedrive for ${name}`)}
      {can.createContact && opener("create", "Create contact", `Create contact for ${name}`)}
      {can.look && (
        <ApiButton path={path} refresh={refreshed} label={`Look again for ${name}`}>
          Look again
        </ApiButton>
      )}
      {can.write && (
        <ApiButton path={path} refresh={refreshed} label={`Write now for ${name}`}>
          Write now
        </ApiButton>
      )}
      {can.readNote && opener("note", "Show the note", `Show the note for ${name}`)}
      {can.change && opener("search", "Choose another", `Choose another person for ${name}`)}
      {open === "note" && <NoteDialog outcome={outcome} name={name} onClose={close} />}
      {open === "search" && (
        <FindPersonDialog outcome={outcome} account={account} isDryRun={dryRun.isOn} onClose={close} />
      )}
      {open === "create" && <CreateContactDialog outcome={outcome} isDryRun={dryRun.isOn} onClose={close} />}
    </div>
  );
};

interface AttendeeActionsProps {
  outcome: AttendeeOutcome;
  workspaceId: string;
  account: string | null;
}
