import { useEffect, useRef, useState } from "react";
import { useServices } from "@/app/services.tsx";
import { saveFile } from "@/lib/save-file.ts";
import { Button } from "@/ui/button.tsx";
import { isCounted } from "@/lib/counted-words.ts";
import { Dialog, DialogButtons } from "@/ui/dialog.tsx";
import { Notice } from "@/ui/notice.tsx";
import { ProgressBar } from "@/ui/progress-bar.tsx";
import type { AuditFilter } from "./audit-search.ts";
import { exportAudit } from "./export-audit.ts";
import { attendeesWords } from "./list-audit.ts";

type Phase =
  | { kind: "asking" }
  | { kind: "running"; rows: number }
  | { kind: "failed"; message: string }
  | { kind: "done"; rows: number; name: string };

const useExport = (workspaceId: string, filter: AuditFilter) => {
  const { api } = useServices();
  const [phase, setPhase] = useState<Phase>({ kind: "asking" });
  const abort = useRef<AbortController>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const start = async () => {
    const controller = new AbortController();
    abort.current = controller;
    setPhase({ kind: "running", rows: 0 });
    const onRows = (rows: number) => setPhase({ kind: "running", rows });
    const { data, error } = await exportAudit(api, { workspaceId, filter }, onRows, controller.signal);
    if (controller.signal.aborted) return;
    if (error) return setPhase({ kind: "failed", message: error.message });
    saveFile(data.name, data.content);
    setPhase({ kind: "done", rows: data.rows, name: data.name });
  };
  return { phase, start };
};

/** Saves all lines of the filter as a file, and says how far it is. Closing it stops it, and nothing is saved. */
export const ExportDialog = ({ workspaceId, filter, total, onClose }: ExportDialogProps) => {
  const { phase, start } = useExport(workspaceId, filter);
  const isRunning = phase.kind === "running";
  const known = total !== null && isCounted(total) ? total : null;
  return (
    <Dialog title={`Export ${known === null ? "the audit trail" : attendeesWords(known)}?`} onClose={onClose}>
      <div className="mt-2 grid gap-3">
        {phase.kind === "asking" && (
          <p className="text-muted">
            All lines of this filter are saved as a CSV file that spreadsheets open: one line for each attendee, the
            oldest first. Its times are in UTC.
          </p>
        )}
        {isRunning && (
          <>
            <p role="status">{attendeesWords(phase.rows)} so far…</p>
            <ProgressBar
              label="Export"
              words={`${attendeesWords(phase.rows)} so far`}
              value={phase.rows}
              max={known === null ? null : Math.max(known, phase.rows)}
            />
          </>
        )}
        {phase.kind === "failed" && <Notice tone="bad">{phase.message}</Notice>}
        {phase.kind === "done" && (
          <Notice tone="good">
            {attendeesWords(phase.rows)} saved as {phase.name}.
          </Notice>
        )}
      </div>
      <DialogButtons>
        <Button look="secondary" onClick={onClose}>
          {isRunning ? "Stop" : phase.kind === "done" ? "Close" : "Cancel"}
        </Button>
        {phase.kind !== "done" && (
          <Button busy={isRunning} onClick={() => void start()}>
            {phase.kind === "failed" ? "Try again" : "Export"}
          </Button>
        )}
      </DialogButtons>
    </Dialog>
  );
};

interface ExportDialogProps {
  workspaceId: string;
  filter: AuditFilter;
  /** How many lines are expected; null where it is not known. */
  total: number | null;
  onClose: () => void;
}
