import { Form } from "@base-ui/react/form";
import { useState } from "react";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { TextField } from "@/ui/text-field.tsx";
import { ShorterDialog } from "./shorter-dialog.tsx";
import type { Logging } from "./read-settings.ts";
import { deletedBy, readRetention } from "./retention.ts";
import { useChange } from "./use-change.ts";

const RANGE = {
  type: "number",
  min: 1,
  max: 3650,
  step: 1,
  inputMode: "numeric",
  suffix: "days",
  errors: {
    valueMissing: "Enter a number of days.",
    badInput: "Enter a whole number of days.",
    stepMismatch: "Enter a whole number of days.",
    rangeUnderflow: "At least 1 day.",
    rangeOverflow: "At most 3650 days, which is ten years.",
  },
} as const;

/** Changes how long things are kept; asks first when something would be deleted by it. */
export const RetentionForm = ({ logging }: { logging: Logging }) => {
  const { change, busy, problem, saved } = useChange(logging.workspace_id);
  const before = { deliveries: logging.event_retention_days, transcripts: logging.transcript_retention_days };
  const [deliveries, setDeliveries] = useState(String(before.deliveries));
  const [transcripts, setTranscripts] = useState(String(before.transcripts ?? ""));
  const [asking, setAsking] = useState(false);
  const wanted = readRetention(deliveries, transcripts);
  const deleted = deletedBy(wanted, before);
  const save = () => {
    setAsking(false);
    void change({ eventRetentionDays: wanted.deliveries, transcriptRetentionDays: wanted.transcripts });
  };
  return (
    <Form className="grid gap-4" onFormSubmit={() => (deleted.length > 0 ? setAsking(true) : save())}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          {...RANGE}
          name="deliveries"
          label="Content of deliveries"
          value={deliveries}
          onValueChange={setDeliveries}
          required
          description="What a source sent, as it came, with its headers. Once deleted, it can no longer be read again."
        />
        <TextField
          {...RANGE}
          name="transcripts"
          label="Transcripts"
          value={transcripts}
          onValueChange={setTranscripts}
          placeholder="For ever"
          description="Who said what. Leave it empty to keep transcripts as long as their meeting."
        />
      </div>
      {problem && <Notice tone="bad">{problem}</Notice>}
      {saved && <Notice tone="good">Saved.</Notice>}
      <Button type="submit" look="secondary" className="justify-self-start" busy={busy}>
        Save
      </Button>
      {asking && <ShorterDialog deleted={deleted} onConfirm={save} onClose={() => setAsking(false)} />}
    </Form>
  );
};
