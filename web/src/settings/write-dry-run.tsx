import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { BatchDialog } from "@/api/batch-dialog.tsx";
import { useServices } from "@/app/services.tsx";
import { DataError } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";

const COUNT_KEY = ["dry-run-attendees"] as const;
const refreshed = [COUNT_KEY, ["meeting"], ["meetings"]];

const countDryRun = async (database: DatabaseClient, workspaceId: string, signal: AbortSignal) => {
  const { count, error, status } = await database
    .from("attendee_outcomes")
    .select("id", { count: "exact" })
    .eq("workspace_id", workspaceId)
    .eq("status", "dry_run")
    // Those were to be imported without notes: they are written one by one, if at all.
    .or("reason.is.null,reason.neq.imported_only")
    .limit(1)
    .abortSignal(signal);
  if (error) throw new DataError(error.message, status, error.code ?? "");
  return count ?? 0;
};

const attendees = (count: number) => (count === 1 ? "1 attendee" : `${count} attendees`);

/** After a dry run: offers to write what was not written. Empty when there is nothing. */
export const WriteDryRun = ({ workspaceId }: { workspaceId: string }) => {
  const { database } = useServices();
  const [asking, setAsking] = useState(false);
  // Counted once, not every few seconds: it goes through all outcomes of the workspace.
  const { data: count = 0 } = useQuery({
    queryKey: [...COUNT_KEY, workspaceId],
    queryFn: ({ signal }) => countDryRun(database, workspaceId, signal),
  });
  return (
    <>
      {count > 0 && (
        <Notice tone="info">
          <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
            <p>
              {attendees(count)} {count === 1 ? "was" : "were"} not written during the dry run.
            </p>
            <Button look="secondary" size="small" onClick={() => setAsking(true)}>
              Write {count === 1 ? "it" : "them"} now
            </Button>
          </div>
        </Notice>
      )}
      {asking && (
        <BatchDialog
          title="Write what the dry run did not?"
          action="Write now"
          path="attendee-outcomes/replay"
          body={{ workspaceId, status: "dry_run" }}
          refresh={refreshed}
          count={(done) => `${attendees(done)} ${done === 1 ? "is" : "are"} being written`}
          onClose={() => setAsking(false)}
        >
          {count === 1 ? "The attendee" : `Each of the ${count} attendees`} is looked up once more and gets a note in
          Pipedrive.
        </BatchDialog>
      )}
    </>
  );
};
