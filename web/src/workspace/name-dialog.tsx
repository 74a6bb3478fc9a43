import { Form } from "@base-ui/react/form";
import * as z from "zod/mini";
import { useApi } from "@/api/use-api.ts";
import { SETTINGS } from "@/settings/use-settings.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog, DialogButtons } from "@/ui/dialog.tsx";
import { Notice } from "@/ui/notice.tsx";
import { NameField } from "./name-field.tsx";
import { MEMBERSHIPS_KEY } from "./use-memberships.ts";

const REFRESH = [...SETTINGS, MEMBERSHIPS_KEY];
const anyAnswer = z.unknown();

/** Gives the workspace another name. */
export const NameDialog = ({ workspaceId, name, onClose }: NameDialogProps) => {
  const { send, busy, problem } = useApi(anyAnswer, REFRESH);
  const save = async (typed: string) => {
    if (await send("workspaces/name", { workspaceId, name: typed.trim() }, "PATCH")) onClose();
  };
  return (
    <Dialog title="Rename the workspace" onClose={onClose}>
      <Form<{ name: string }> className="mt-4 grid gap-4" onFormSubmit={(values) => void save(values.name)}>
        <NameField initial={name} />
        {problem && <Notice tone="bad">{problem}</Notice>}
        <DialogButtons>
          <Button look="secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" busy={busy}>
            Save
          </Button>
        </DialogButtons>
      </Form>
    </Dialog>
  );
};

interface NameDialogProps {
  workspaceId: string;
  name: string;
  onClose: () => void;
}
