import { Form } from "@base-ui/react/form";
import { useState } from "react";
import * as z from "zod/mini";
import { useApi } from "@/api/use-api.ts";
import { useDryRun } from "@/dry-run/use-dry-run.ts";
import type { Integration } from "@/settings/read-settings.ts";
import { Button } from "@/ui/button.tsx";
import { Checkbox } from "@/ui/checkbox.tsx";
import { Dialog, DialogButtons } from "@/ui/dialog.tsx";
import { Notice } from "@/ui/notice.tsx";
import { ExtentFields } from "./extent-fields.tsx";
import { type ImportChoice, importOrder } from "./import-order.ts";
import { IMPORTS } from "./use-imports.ts";

const answerSchema = z.object({ id: z.string() });
const AT_FIRST: ImportChoice = { extent: "usual", most: "100", since: "", writeNotes: true };

const notesSentence = (writeNotes: boolean): string =>
  writeNotes
    ? "Every attendee who is found there gets a note, as with a new meeting."
    : "Attendees are looked up, but nothing is written. A note can be written later, from the meeting's page.";

/** Asks how much of the past is wanted, and starts to fetch it. */
export const ImportDialog = ({ integration, onClose }: { integration: Integration; onClose: () => void }) => {
  const { send, busy, problem } = useApi(answerSchema, IMPORTS);
  const [choice, setChoice] = useState(AT_FIRST);
  const dryRun = useDryRun(integration.workspace_id);
  const start = async () => {
    if (await send("imports", importOrder(integration.id, choice))) onClose();
  };
  return (
    <Dialog title="Import past meetings" onClose={onClose}>
      <p className="mt-1 text-muted">
        From <bdi>{integration.fathom_user_email}</bdi>. Meetings that are here already are left as they are.
      </p>
      <Form className="mt-4" onFormSubmit={() => void start()}>
        <div className="grid gap-5">
          <ExtentFields choice={choice} onChange={setChoice} />
          <Checkbox
            label="Write notes to Pipedrive"
            description={notesSentence(choice.writeNotes)}
            checked={choice.writeNotes}
            onChange={(writeNotes) => setChoice({ ...choice, writeNotes })}
          />
          {dryRun.isOn && choice.writeNotes && (
            <Notice tone="info">Dry run is on: nothing is written to Pipedrive until it is switched off.</Notice>
          )}
          {problem && <Notice tone="bad">{problem}</Notice>}
        </div>
        <DialogButtons>
          <Button look="secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" busy={busy}>
            Start the import
          </Button>
        </DialogButtons>
      </Form>
    </Dialog>
  );
};
