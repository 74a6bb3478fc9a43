import { Button } from "@/ui/button.tsx";
import { Dialog, DialogButtons } from "@/ui/dialog.tsx";

/** Asks before a URL that something may still send to is replaced. */
export const ReplaceDialog = ({ onConfirm, onClose }: { onConfirm: () => void; onClose: () => void }) => (
  <Dialog title="Replace this URL?" onClose={onClose}>
    <p className="mt-2 text-muted">
      The former URL stops working at once. Put the new one into Zapier, or wherever it is used, right away.
    </p>
    <DialogButtons>
      <Button look="secondary" onClick={onClose}>
        Cancel
      </Button>
      <Button look="danger" onClick={onConfirm}>
        Replace
      </Button>
    </DialogButtons>
  </Dialog>
);
