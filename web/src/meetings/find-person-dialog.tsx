import { useState } from "react";
import { shorten } from "@/lib/shorten.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { ConfirmPerson } from "./confirm-person.tsx";
import { FoundPeople } from "./found-people.tsx";
import type { AttendeeOutcome } from "./read-meeting.ts";
import type { FoundPerson } from "./use-people.ts";

/** Looks for an attendee in the CRM, and has somebody chosen for them after saying what that means. */
export const FindPersonDialog = ({ outcome, account, isDryRun, onClose }: FindPersonDialogProps) => {
  const [chosen, setChosen] = useState<FoundPerson | null>(null);
  const name = <bdi>{shorten(outcome.name ?? outcome.email ?? "", 120)}</bdi>;
  return (
    <Dialog title={<>Who is {name} in Pipedrive?</>} onClose={onClose} className="max-w-xl">
      {/* What was found stays for whoever goes back. */}
      <div hidden={chosen !== null}>
        <FoundPeople outcome={outcome} account={account} onChoose={setChosen} onClose={onClose} />
      </div>
      {chosen && (
        <ConfirmPerson
          outcome={outcome}
          person={chosen}
          isDryRun={isDryRun}
          onBack={() => setChosen(null)}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
};

interface FindPersonDialogProps {
  outcome: AttendeeOutcome;
  account: string | null;
  isDryRun: boolean;
  onClose: () => void;
}
