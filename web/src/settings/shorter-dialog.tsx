import { Button } from "@/ui/button.tsx";
import { Dialog, DialogButtons } from "@/ui/dialog.tsx";

/** Asks before something is deleted because it is kept shorter from now on. */
export const ShorterDialog = ({ deleted, onConfirm, onClose }: ShorterDialogProps) => (
  <Dialog title="Keep it shorter from now on?" onClose={onClose}>
    <p className="mt-2">This is deleted within a few minutes, and cannot be brought back:</p>
    <ul className="mt-2 list-disc ps-5">
      {deleted.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
    <DialogButtons>
      <Button look="secondary" onClick={onClose}>
        Cancel
      </Button>
      <Button look="danger" onClick={onConfirm}>
        Delete and save
      </Button>
    </DialogButtons>
  </Dialog>
);

interface ShorterDialogProps {
  /** What is deleted, in sentences. */
  deleted: string[];
  onConfirm: () => void;
  onClose: () => void;
}
