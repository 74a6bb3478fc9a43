import { BatchDialog } from "@/api/batch-dialog.tsx";
import { TROUBLED_KEY } from "./use-troubled.ts";

const states = ["dead", "unreadable"];
const refreshed = [TROUBLED_KEY, ["meetings"]];

/** Everything that was given up or could not be read, once more. */
export const ReplayAllDialog = ({ workspaceId, onClose }: { workspaceId: string; onClose: () => void }) => (
  <BatchDialog
    title="Replay all deliveries?"
    action="Replay all"
    path="events/replay"
    body={{ workspaceId, states }}
    refresh={refreshed}
    count={(done) => (done === 1 ? "1 delivery replayed" : `${done} deliveries replayed`)}
    onClose={onClose}
  >
    Every delivery that did not end as it should is read and logged once more, as if it had just arrived. What is logged
    already stays as it is: nobody gets a second note.
  </BatchDialog>
);
