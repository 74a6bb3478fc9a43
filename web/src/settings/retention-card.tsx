import { Card } from "@/ui/card.tsx";
import { Entry } from "./entry.tsx";
import type { Logging } from "./read-settings.ts";
import { keptFor } from "./retention.ts";
import { RetentionForm } from "./retention-form.tsx";

/** How long things are kept. Everybody of the workspace sees it, administrators change it. */
export const RetentionCard = ({ logging, mayChange }: { logging: Logging; mayChange: boolean }) => (
  <Card
    id="retention"
    title="How long things are kept"
    description="Meetings, summaries, action items and what happened to whom stay. What a delivery looked like and what was said word for word need not."
  >
    {mayChange ? (
      <RetentionForm logging={logging} />
    ) : (
      <dl className="-my-2 divide-y divide-line">
        <Entry term="Content of deliveries">{keptFor(logging.event_retention_days)}</Entry>
        <Entry term="Transcripts">{keptFor(logging.transcript_retention_days)}</Entry>
      </dl>
    )}
  </Card>
);
