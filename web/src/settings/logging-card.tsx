import { Badge } from "@/ui/badge.tsx";
import { Card } from "@/ui/card.tsx";
import { Domains } from "./domains.tsx";
import { DryRunSwitch } from "./dry-run-switch.tsx";
import type { Logging } from "./read-settings.ts";
import { WriteDryRun } from "./write-dry-run.tsx";

/** Who is skipped, and whether anything is written at all. Everybody of the workspace sees it, administrators change it. */
export const LoggingCard = ({ logging, mayChange }: { logging: Logging; mayChange: boolean }) => (
  <Card id="logging" title="How meetings are logged" aside={logging.dry_run && <Badge tone="accent">Dry run</Badge>}>
    <div className="grid gap-5">
      <section aria-label="Dry run" className="grid gap-3">
        <div>
          <h3 className="font-semibold">Dry run</h3>
          <p className="mt-1 max-w-2xl text-sm text-muted">
            {logging.dry_run
              ? "On: nothing is written to Pipedrive. Meetings are read and people are looked up as always, and each attendee shows the note that they would get."
              : "Off: notes are written to Pipedrive. In a dry run nothing is written there, and each attendee shows the note that they would get."}
          </p>
        </div>
        {mayChange && <DryRunSwitch logging={logging} />}
        {mayChange && !logging.dry_run && <WriteDryRun workspaceId={logging.workspace_id} />}
      </section>
      <section aria-label="Internal domains" className="grid gap-3 border-t border-line pt-5">
        <div>
          <h3 className="font-semibold">Internal domains</h3>
          <p className="mt-1 max-w-2xl text-sm text-muted">
            Attendees with an address at these domains, or below them, are yours and are not logged. A change counts for
            meetings that arrive from then on.
          </p>
        </div>
        <Domains logging={logging} mayChange={mayChange} />
      </section>
    </div>
  </Card>
);
