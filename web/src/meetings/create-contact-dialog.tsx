import { Form } from "@base-ui/react/form";
import { useState } from "react";
import * as z from "zod/mini";
import { useApi } from "@/api/use-api.ts";
import { shorten } from "@/lib/shorten.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog, DialogButtons } from "@/ui/dialog.tsx";
import { Notice } from "@/ui/notice.tsx";
import { TextField } from "@/ui/text-field.tsx";
import type { AttendeeOutcome } from "./read-meeting.ts";
import { firstName } from "./search-words.ts";

const answerSchema = z.object({ status: z.string() });
const refreshed = [["meeting"]];

/** Makes a contact in the CRM for an attendee whom nobody is there for, and has them logged on it. */
export const CreateContactDialog = ({ outcome, isDryRun, onClose }: CreateContactDialogProps) => {
  const { send, busy, problem } = useApi(answerSchema, refreshed);
  const [name, setName] = useState(() => firstName(outcome));
  const create = async () => {
    if (await send(`attendee-outcomes/${outcome.id}/create-person`, { name: name.trim() })) onClose();
  };
  return (
    <Dialog title="Create a contact in Pipedrive" onClose={onClose}>
      <Form className="mt-3 grid gap-4" onFormSubmit={() => void create()}>
        <TextField
          name="name"
          label="Name"
          value={name}
          onValueChange={setName}
          autoComplete="off"
          maxLength={200}
          required
          validate={(value) => (value.trim() === "" ? "Enter the contact's name." : null)}
          errors={{ valueMissing: "Enter the contact's name." }}
          data-initial-focus
        />
        <div className="text-sm">
          <p className="font-medium">E-mail address</p>
          <p className="mt-0.5 text-muted">
            <bdi>{shorten(outcome.email ?? "", 254)}</bdi>
          </p>
        </div>
        <p className="text-sm text-muted">
          Debrief looks once more first: if somebody has this address by now, no second contact is made.{" "}
          {isDryRun
            ? "Dry run is on: the contact is created, but no note is written yet."
            : "Then the note is written."}
        </p>
        {problem && <Notice tone="bad">{problem}</Notice>}
        <DialogButtons>
          <Button look="secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" busy={busy}>
            {busy ? "Creating…" : "Create contact"}
          </Button>
        </DialogButtons>
      </Form>
    </Dialog>
  );
};

interface CreateContactDialogProps {
  outcome: AttendeeOutcome;
  isDryRun: boolean;
  onClose: () => void;
}
