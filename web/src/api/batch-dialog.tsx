import type { ReactNode } from "react";
import { Button } from "@/ui/button.tsx";
import { Dialog, DialogButtons } from "@/ui/dialog.tsx";
import { Notice } from "@/ui/notice.tsx";
import { type BatchRequest, useBatch } from "./use-batch.ts";

/** Asks whether something is to be done to many, does it, and says how far it is. */
export const BatchDialog = ({ title, action, count, children, onClose, ...request }: BatchDialogProps) => {
  const { phase, progress, problem, start } = useBatch(request);
  const { replayed, running } = progress;
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="mt-2 grid gap-3">
        {phase === "asking" && <div className="text-muted">{children}</div>}
        {phase === "running" && <p role="status">{count(replayed)} so far…</p>}
        {phase === "failed" && (
          <>
            <Notice tone="bad">{problem}</Notice>
            <p>{count(replayed)} before that.</p>
          </>
        )}
        {phase === "done" && (
          <Notice tone="good">
            {count(replayed)}.{running > 0 && ` Debrief is at ${running} more already.`}
          </Notice>
        )}
      </div>
      <DialogButtons>
        <Button look="secondary" onClick={onClose}>
          {phase === "running" ? "Stop" : phase === "done" ? "Close" : "Cancel"}
        </Button>
        {phase !== "done" && (
          <Button busy={phase === "running"} onClick={() => void start()}>
            {phase === "failed" ? "Go on" : action}
          </Button>
        )}
      </DialogButtons>
    </Dialog>
  );
};

interface BatchDialogProps extends BatchRequest {
  title: string;
  /** What the button says, e.g. "Replay all". */
  action: string;
  /** How many it was done to, in words, without a full stop: "3 deliveries replayed". */
  count: (done: number) => string;
  /** What will happen. */
  children: ReactNode;
  onClose: () => void;
}
