import { useEffect, useRef } from "react";
import * as z from "zod/mini";
import { useApi } from "@/api/use-api.ts";
import { shorten } from "@/lib/shorten.ts";
import { Button } from "@/ui/button.tsx";
import { DialogButtons } from "@/ui/dialog.tsx";
import { Notice } from "@/ui/notice.tsx";
import type { AttendeeOutcome } from "./read-meeting.ts";
import type { FoundPerson } from "./use-people.ts";

const answerSchema = z.object({ status: z.string() });
const refreshed = [["meeting"]];

/** What will come of the choice. */
const Meaning = ({ outcome, person, isDryRun }: Omit<ConfirmPersonProps, "onBack" | "onClose">) => {
  const who = <bdi className="font-medium text-ink">{shorten(outcome.email ?? outcome.name ?? "", 254)}</bdi>;
  const on = (
    <bdi className="font-medium text-ink">
      {shorten(person.name || `Person ${person.id}`, 120)}
      {person.organization && ` (${shorten(person.organization, 120)})`}
    </bdi>
  );
  if (outcome.status === "note_added") {
    return (
      <>
        <p>
          From the next meeting on, {who} will be logged on {on}.
        </p>
        <p>The note of this meeting stays where it is; move it in Pipedrive if you want it elsewhere.</p>
      </>
    );
  }
  return (
    <>
      <p>
        {who} will be logged on {on}
        {outcome.email ? ", in this meeting and in every later one." : ", in this meeting."}
      </p>
      {!outcome.email && <p>Without an e-mail address Debrief cannot know them again in another meeting.</p>}
      {outcome.reason === "imported_only" && (
        <p>The note stays held back, as the import was asked to, until you write it.</p>
      )}
      {isDryRun && <p>Dry run is on, so no note is written yet.</p>}
    </>
  );
};

/** Says what a choice means, and makes it. */
export const ConfirmPerson = ({ outcome, person, isDryRun, onBack, onClose }: ConfirmPersonProps) => {
  const { send, busy, problem } = useApi(answerSchema, refreshed);
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => first.current?.focus(), []);
  const choose = async () => {
    if (await send(`attendee-outcomes/${outcome.id}/assign`, { personId: person.id })) onClose();
  };
  return (
    <div ref={first} tabIndex={-1} className="mt-3 outline-none">
      <div className="grid gap-2 text-muted">
        <Meaning outcome={outcome} person={person} isDryRun={isDryRun} />
        {problem && <Notice tone="bad">{problem}</Notice>}
      </div>
      <DialogButtons>
        <Button look="secondary" onClick={onBack}>
          Back
        </Button>
        <Button busy={busy} onClick={() => void choose()}>
          {outcome.status === "note_added" ? "Change" : "Choose this person"}
        </Button>
      </DialogButtons>
    </div>
  );
};

interface ConfirmPersonProps {
  outcome: AttendeeOutcome;
  person: FoundPerson;
  isDryRun: boolean;
  onBack: () => void;
  onClose: () => void;
}
