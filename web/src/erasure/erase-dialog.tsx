import { Form } from "@base-ui/react/form";
import { useState } from "react";
import { useServices } from "@/app/services.tsx";
import { callApi } from "@/lib/call-api.ts";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "@/ui/button.tsx";
import { Dialog, DialogButtons } from "@/ui/dialog.tsx";
import { Notice } from "@/ui/notice.tsx";
import { TextField } from "@/ui/text-field.tsx";
import { type Erased, erasedSchema } from "./erased.ts";
import { ERASURES_KEY } from "./list-erasures.ts";

/** Asks for the address once more: what is erased cannot be brought back. */
export const EraseDialog = ({ order, onErased, onClose }: EraseDialogProps) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isSame = (typed: string) => typed.trim().toLowerCase() === order.email.toLowerCase();
  const erase = async () => {
    setBusy(true);
    setProblem(null);
    const { data, error } = await callApi(api, "erasures", { ...order }, erasedSchema);
    setBusy(false);
    if (error) return setProblem(error.message);
    for (const queryKey of [ERASURES_KEY, ["meeting"], ["meetings"]]) void queries.invalidateQueries({ queryKey });
    onErased({ ...data, deleteNotes: order.deleteNotes });
  };
  return (
    <Dialog title="Erase this person for good?" onClose={onClose}>
      <p className="mt-2">
        Everything about <bdi className="font-medium">{order.email}</bdi> is removed from this workspace
        {order.deleteNotes
          ? ", and the notes about them are deleted in Pipedrive."
          : ". The notes about them in Pipedrive stay, and are listed afterwards."}{" "}
        It cannot be brought back.
      </p>
      <Form className="mt-4 grid gap-4" onFormSubmit={() => void erase()}>
        <TextField
          name="again"
          label="Type the address again"
          type="text"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-initial-focus
          required
          validate={(typed) => (typed === "" || isSame(typed) ? null : "This is not the same address.")}
          errors={{ valueMissing: "Type the address again." }}
        />
        {problem && <Notice tone="bad">{problem}</Notice>}
        <DialogButtons>
          <Button look="secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="danger" busy={busy}>
            Erase for good
          </Button>
        </DialogButtons>
      </Form>
    </Dialog>
  );
};

interface EraseDialogProps {
  order: { workspaceId: string; email: string; deleteNotes: boolean };
  onErased: (erased: Erased) => void;
  onClose: () => void;
}
