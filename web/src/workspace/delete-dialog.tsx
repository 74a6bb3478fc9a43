import { Form } from "@base-ui/react/form";
import { useState } from "react";
import * as z from "zod/mini";
import { useServices } from "@/app/services.tsx";
import { type ApiFailure, callApi } from "@/lib/call-api.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog, DialogButtons } from "@/ui/dialog.tsx";
import { Notice } from "@/ui/notice.tsx";
import { TextField } from "@/ui/text-field.tsx";

const deletedSchema = z.object({ webhooksLeft: z.number() });
const begin = () => window.location.assign("/");

const Left = ({ count }: { count: number }) => (
  <Dialog title="The workspace is deleted" onClose={begin}>
    <p className="mt-2">
      {count === 1 ? "One webhook is" : `${count} webhooks are`} left in Fathom, because the API key does not work any
      more. Remove {count === 1 ? "it" : "them"} there: Settings, API Access. What{" "}
      {count === 1 ? "it sends" : "they send"} is refused.
    </p>
    <DialogButtons>
      <Button onClick={begin}>Done</Button>
    </DialogButtons>
  </Dialog>
);

/** Asks for the name of the workspace: what is deleted cannot be brought back. */
export const DeleteDialog = ({ workspaceId, name, onClose }: DeleteDialogProps) => {
  const { api } = useServices();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [left, setLeft] = useState(0);
  const isSame = (typed: string) => typed.trim() === name.trim();
  const anyway = failure?.code === "fathom_away";
  const remove = async () => {
    setBusy(true);
    setFailure(null);
    const order = { workspaceId, name, anyway };
    const { data, error } = await callApi(api, "workspaces", order, deletedSchema, "DELETE");
    setBusy(false);
    if (error) return setFailure(error);
    if (data.webhooksLeft > 0) return setLeft(data.webhooksLeft);
    begin();
  };
  if (left > 0) return <Left count={left} />;
  return (
    <Dialog title="Delete this workspace for good?" onClose={onClose}>
      <p className="mt-2">
        Everything in <bdi className="font-medium wrap-anywhere">{name}</bdi> is deleted, for everybody in it. It cannot
        be brought back.
      </p>
      <Form className="mt-4 grid gap-4" onFormSubmit={() => void remove()}>
        <TextField
          name="again"
          label="Type the name of the workspace"
          type="text"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-initial-focus
          required
          validate={(typed) => (typed === "" || isSame(typed) ? null : "This is not its name.")}
          errors={{ valueMissing: "Type the name of the workspace." }}
        />
        {failure && <Notice tone="bad">{failure.message}</Notice>}
        <DialogButtons>
          <Button look="secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="danger" busy={busy}>
            {anyway ? "Delete anyway" : "Delete for good"}
          </Button>
        </DialogButtons>
      </Form>
    </Dialog>
  );
};

interface DeleteDialogProps {
  workspaceId: string;
  name: string;
  onClose: () => void;
}
